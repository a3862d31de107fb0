import * as fc from 'fast-check';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { MessageState } from '../../src/shared/message.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { Command } from './queue-model/command.ts';
import { answer, claim, laneCommands } from './queue-model/lane.ts';
import type { Model } from './queue-model/model.ts';
import { lastWords, operatorCommands, pass } from './queue-model/operator.ts';
import { lookUp, providerCommands, report } from './queue-model/provider.ts';
import { ACCOUNTS, makeTemplate, openWorld, type World } from './queue-model/world.ts';

/** Each takes about a tenth of a second. For a long look: KAPTAR_MODEL_RUNS=5000. */
const RUNS = Number(process.env['KAPTAR_MODEL_RUNS'] ?? 100);

/** One to three campaigns, some to the same people through the same account with the same words. */
const plans = fc.array(
  fc.record({
    account: fc.nat({ max: 2 }),
    isStarted: fc.constantFrom(true, true, true, false),
    recipients: fc.uniqueArray(fc.nat({ max: 3 }), { minLength: 1, maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 3 },
);

async function play(model: Model, real: World, commands: readonly Command[]): Promise<void> {
  for (const one of commands) if (one.check(model)) await one.run(model, real);
}

/** A good day at the end: everything that may still happen does, so that whoever is left over was forgotten. */
async function comeToAnEnd(model: Model, real: World): Promise<void> {
  const indexes = [...ACCOUNTS.keys()];
  const inState = (state: MessageState): number[] =>
    indexes.filter((index) =>
      model.messages.some((one) => one.state === state && one.campaign.accountId === index + 1),
    );
  const answerAll = async (): Promise<void> => {
    while (model.wire.length > 0) await play(model, real, [answer(0, { kind: 'accepted', isTaken: true })]);
  };
  await answerAll();
  for (let asked = 0; asked < 4 && inState('unknown').length > 0; asked += 1) {
    await play(model, real, [pass(200_000), ...inState('unknown').map((index) => lookUp(index, 'clear'))]);
  }
  await play(
    model,
    real,
    model.campaigns.flatMap((_, index) => lastWords(index)),
  );
  // An account's own message may wait for another one to the same person.
  for (let round = 0; round < 4 && inState('queued').length > 0; round += 1) {
    await play(model, real, [pass(200_000), ...inState('queued').map((index) => claim(index, 9))]);
    await answerAll();
  }
  await play(model, real, [pass(1000), ...inState('accepted').map((index) => report(index, ['delivered']))]);
  await play(model, real, [pass(1000)]);
}

test('whatever happens in whichever order: nothing twice, nothing lost, and the books say so', async () => {
  const folder = temporaryFolder();
  const template = join(folder, 'template.db');
  await makeTemplate(template);
  await fc.assert(
    fc.asyncProperty(
      plans,
      fc.commands([...operatorCommands, ...laneCommands, ...providerCommands], {
        maxCommands: 40,
        size: 'large',
      }),
      async (plan, commands) => {
        const world = await openWorld(template, folder, plan);
        try {
          await fc.asyncModelRun(() => world, commands);
          await comeToAnEnd(world.model, world.real);
          const open = world.model.messages.filter(({ state }) =>
            ['queued', 'sending', 'unknown'].includes(state),
          );
          expect(open.map(({ id, state }) => ({ id, state }))).toEqual([]);
        } finally {
          await world.real.store.close();
        }
      },
    ),
    { numRuns: RUNS },
  );
}, 600_000);
