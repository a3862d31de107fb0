import { expect, test } from 'vitest';
import type { Verdict } from '../../src/main/engine/queue/ask-provider.ts';
import { createCircuit } from '../../src/main/engine/queue/circuit.ts';
import type { LaneDecision } from '../../src/main/engine/queue/decide.ts';
import type { PauseReason } from '../../src/shared/campaign.ts';

const unsure: LaneDecision = { kind: 'unsure' };
const away: Verdict = { kind: 'away', detail: 'Nobody is there.' };

/** A circuit whose provider says what the test wants; `open` has it hear of trouble and waits until it may ask. */
function openCircuit(answer: () => Verdict | Promise<Verdict>) {
  let now = 1000;
  let questions = 0;
  const stop = new AbortController();
  const pauses: [PauseReason, string | null][] = [];
  const circuit = createCircuit({
    clock: { now: () => 0, monotonic: () => now, uptime: () => now, bootId: () => null },
    random: () => 0.5,
    ask: async () => {
      questions += 1;
      return answer();
    },
    stop: stop.signal,
    onPause: async (...pause) => void pauses.push(pause),
  });
  const waitOut = (): void => {
    now += circuit.delay();
  };
  async function open(): Promise<void> {
    await circuit.hear(unsure, now, null, 1);
    waitOut();
  }
  const pass = (ms: number): void => {
    now += ms;
  };
  return { circuit, stop, pauses, waitOut, open, pass, now: () => now, asked: () => questions };
}

test('while all is well nobody is asked', async () => {
  const { circuit, asked } = openCircuit(() => away);
  expect(circuit.isOpen()).toBe(false);
  expect(await circuit.admits()).toBe(true);
  expect(asked()).toBe(0);
});

test('after trouble nothing goes before the wait is over and the provider has answered, once', async () => {
  const { circuit, waitOut, now, asked } = openCircuit(() => ({ kind: 'there' }));
  await circuit.hear(unsure, now(), null, 1);
  expect(circuit.isOpen()).toBe(true);
  expect(await circuit.admits()).toBe(false);
  expect(asked()).toBe(0);
  waitOut();
  expect(await circuit.admits()).toBe(true);
  expect(await circuit.admits()).toBe(true);
  expect(asked()).toBe(1);
  await circuit.hear({ kind: 'go-on' }, now(), null, 1);
  expect(circuit.isOpen()).toBe(false);
});

test('a provider that stays away pauses once, in the words that were found', async () => {
  const { circuit, pauses, waitOut, open, asked } = openCircuit(() => away);
  await open();
  while (pauses.length === 0) {
    expect(await circuit.admits()).toBe(false);
    waitOut();
  }
  expect(pauses).toEqual([['offline', 'Nobody is there.']]);
  expect(asked()).toBe(5);
});

test('a person’s word that comes meanwhile says more than the answer', async () => {
  const { circuit, pauses, open, pass } = openCircuit(() => {
    pass(1);
    circuit.reset();
    return { kind: 'stop', reason: 'auth', detail: 'No.' };
  });
  await open();
  expect(await circuit.admits()).toBe(true);
  expect(pauses).toEqual([]);
});

test('a question that is cut short by the end proves nothing', async () => {
  const { circuit, stop, pauses, waitOut, open } = openCircuit(() => away);
  await open();
  for (let round = 0; round < 4; round += 1) {
    await circuit.admits();
    waitOut();
  }
  stop.abort();
  expect(await circuit.admits()).toBe(false);
  expect(pauses).toEqual([]);
});
