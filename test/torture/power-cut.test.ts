import { expect, test } from 'vitest';
import { tellFigures } from '../support/figures.ts';
import { cutAndGoOn, cutAtEverySend } from '../support/power-cuts.ts';
import { sequence } from '../support/random.ts';

const CUTS = 400;
const SEED = 20_260_404;
const ROUNDS = 20;

const providers = ['devsms', 'mobsms', 'ubill'] as const;

test.each(providers)(`power: %s, cut at each of ${CUTS} sends (seed ${SEED})`, async (provider) => {
  const startedAt = performance.now();
  const { cuts, moved, ...result } = await cutAtEverySend(provider, CUTS, sequence(SEED));
  const ways = Object.entries(cuts).map(([how, count]) => `${count} ${how}`);
  tellFigures({
    test: `power cut, torn WAL, ${provider}`,
    again: 'power',
    survived: `${CUTS} cuts: ${ways.join(', ')}; ${moved} of them with a checkpoint under way or done`,
    messages: result.people,
    twice: result.twice + result.unclaimed,
    lost: result.lost + result.denied,
    seconds: (performance.now() - startedAt) / 1000,
  });
  expect(result.people).toBe(CUTS);
});

test.each(providers)(
  `power: %s, ${ROUNDS} cuts after which another engine goes on (seed ${SEED})`,
  async (provider) => {
    const startedAt = performance.now();
    const random = sequence(SEED);
    const total = { messages: 0, twice: 0, lost: 0, uncertain: 0 };
    for (let round = 0; round < ROUNDS; round += 1) {
      const { people, twice, lost, denied, uncertain } = await cutAndGoOn(provider, random);
      total.messages += people;
      total.twice += twice;
      total.lost += lost + denied;
      total.uncertain += uncertain;
    }
    tellFigures({
      test: `power cut and restart, ${provider}`,
      again: 'power',
      survived: `${ROUNDS} cuts; ${total.uncertain} messages did not get there, told as uncertain`,
      seconds: (performance.now() - startedAt) / 1000,
      ...total,
    });
    expect(total.messages).toBe(80 * ROUNDS);
  },
);
