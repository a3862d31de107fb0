import { expect, test } from 'vitest';
import { cutAndGoOn, cutAtEverySend } from '../support/power-cuts.ts';
import { sequence } from '../support/random.ts';

// `npm run torture -- power` does the same with more of both.

test('a cut of power at any send: each message that left is claimed in the files, and what is torn opens sound', async () => {
  const { moved, ...result } = await cutAtEverySend('devsms', 60, sequence(20_260_402));
  expect(result).toMatchObject({ unclaimed: 0, twice: 0, lost: 0, denied: 0, people: 60 });
  expect(moved).toBeGreaterThan(0);
}, 240_000);

test('after a cut of power the next engine goes on: nobody twice, nobody forgotten', async () => {
  const random = sequence(20_260_403);
  const providers = ['devsms', 'mobsms', 'ubill'] as const;
  const judgements = await Promise.all(providers.map((provider) => cutAndGoOn(provider, random)));
  for (const judgement of judgements)
    expect(judgement).toMatchObject({ twice: 0, lost: 0, denied: 0, people: 80 });
}, 120_000);
