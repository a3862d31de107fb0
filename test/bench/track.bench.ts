import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../src/main/engine/lib/clock.ts';
import { providers } from '../../src/main/engine/providers/registry.ts';
import { createTracker } from '../../src/main/engine/queue/track.ts';
import { openSqliteStore } from '../../src/main/engine/store/sqlite/sqlite-store.ts';
import type { ClaimedMessage, Settlement } from '../../src/main/engine/store/queue-store.ts';
import { providerSettings } from '../../src/shared/account.ts';
import { startHistoryServer } from './support/devsms-history.ts';
import { tellFigure } from './support/figure.ts';
import { newFolder } from './support/folder.ts';

/**
 * Row 7: how many questions it takes to follow messages that DevSMS has taken to their end. What can be the fewest is a
 * page of 200 rows for 200 messages. The clock is the benchmark's own, so that minutes pass at once; the file, the requests
 * and their answers are real.
 *
 * Two courses are measured: all messages are taken, and final at the provider, before the first question (the row's); and
 * they go out at 600 a second and are followed meanwhile, each delivered by its own time, so that rows move while the
 * history is read and many a question comes too early.
 */
const MESSAGES = Number(process.env['KAPTAR_BENCH_MESSAGES'] ?? 100_000);
const ROWS_OF_A_PAGE = 200;

/** As `runner.ts` looks for what is due. */
const ROUND_MS = 200;
/** What an answer from Tashkent takes, about. */
const ANSWER_MS = 100;
/** Sending: a claim of 30 in 50 ms is 600 a second; the answer to a send is settled a step later. */
const STEP_MS = 50;
const CLAIMED_IN_A_STEP = 30;

/** DevSMS's own example: sent two seconds after it was created, delivered five later. Here between two and twelve. */
function deliveryMs(random: () => number): number {
  return Math.round(2000 + random() * 10_000);
}

interface Course {
  readonly isFollowedMeanwhile: boolean;
}

async function follow({ isFollowedMeanwhile }: Course) {
  let now = Date.UTC(2026, 2, 9, 5, 30);
  const clock: Clock = { now: () => now, monotonic: () => now, uptime: () => now, bootId: () => 'bench' };
  const steady = { now: () => now, latest: () => now };
  const random = seeded(7);
  const store = openSqliteStore(join(newFolder(), 'kaptar.db'), () => now);
  const server = await startHistoryServer(
    () => now,
    () => pass(ANSWER_MS),
  );
  const settings = providerSettings.devsms.parse({ baseUrl: server.url });
  const { id: accountId } = await store.createAccount(
    { name: 'Shop', provider: 'devsms', settings, demo: false },
    now,
  );
  const campaignId = await makeCampaign();
  const connection = providers.devsms.connect(settings, 'a-key-of-no-account');
  const account = {
    id: accountId,
    settings,
    capabilities: providers.devsms.capabilities,
    connection,
    identity: 'bench',
    priceOf: async () => null,
    askPrice: async () => {},
  };
  const track = createTracker(account, { store, clock, steady });

  async function makeCampaign(): Promise<number> {
    await store.beginImport();
    await store.stageContacts([{ phone: '+998901234567', name: 'Aziza', fields: {} }]);
    const { listId } = await store.commitImport('Customers', {}, false);
    const id = await store.createCampaign(
      {
        kind: 'list',
        name: 'Sale',
        accountId,
        listId,
        template: 'Hurmatli <name>',
        scheduledAt: null,
        providerHolds: false,
        otp: null,
        sendBefore: null,
      },
      now,
    );
    for (let first = 0; first < MESSAGES; first += 10_000) {
      const messages = Array.from({ length: Math.min(10_000, MESSAGES - first) }, (_, place) => ({
        contactId: null,
        accountId,
        recipient: `+99890${1_000_000 + first + place}`,
        name: 'Aziza',
        text: 'Hurmatli Aziza Karimova, ertaga soat 9:00 da kutamiz!',
        parts: 1,
        encoding: 'gsm7' as const,
        skip: null,
      }));
      await store.addMessages(id, messages, now);
    }
    await store.finishPreparing(id, now, true);
    return id;
  }

  let onTheWire: { message: ClaimedMessage; providerId: string }[] = [];

  /** One step of the lane: what was answered is settled, the next are claimed and reach the provider in any order. */
  async function sendStep(limit: number): Promise<void> {
    await store.settle(onTheWire.map(accepted), now);
    const { claimed } = await store.claimDue({
      accountId,
      now,
      dueBy: now,
      steadyAt: now,
      limit,
      maxParts: null,
      hardParts: null,
      people: null,
      missedBefore: 0,
      grouping: 'none',
    });
    onTheWire = claimed
      .map((message) => ({ message, order: random() }))
      .toSorted((a, b) => a.order - b.order)
      .map(({ message }) => {
        const id = server.messages.length + 1;
        const deliveredAt = now + deliveryMs(random);
        server.messages.push({ id, phone: message.recipient.slice(1), createdAt: now, deliveredAt });
        return { message, providerId: String(id) };
      });
  }

  function accepted({ message: { id, attemptId }, providerId }: (typeof onTheWire)[number]): Settlement {
    const change = {
      to: 'accepted',
      providerId,
      cost: { micros: 5000, currency: 'USD' },
      providerParts: 1,
      nextReportAt: now + settings.pollSeconds * 1000,
      nextLookupAt: null,
    } as const;
    return { id, attemptId, outcome: 'accepted', detail: null, countsAttempt: true, change };
  }

  /** Lets time go by, and with it whatever is being sent. */
  async function pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= STEP_MS) {
      now += Math.min(STEP_MS, left);
      if (isFollowedMeanwhile && (server.messages.length < MESSAGES || onTheWire.length > 0)) {
        await sendStep(CLAIMED_IN_A_STEP);
      }
      // Else minutes would go by in one turn of the event loop, which is measured.
      await nextTurn();
    }
  }

  if (!isFollowedMeanwhile) {
    while (server.messages.length < MESSAGES || onTheWire.length > 0) {
      now += STEP_MS;
      await sendStep(CLAIMED_IN_A_STEP);
    }
    now = Math.max(now, ...lastOf(server.messages.map(({ deliveredAt }) => deliveredAt))) + 10_000;
  }

  const startedAt = now;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const never = new AbortController().signal;
  for (;;) {
    await track(false, never);
    const { states } = await store.getCampaign(campaignId);
    if (states.delivered === MESSAGES) break;
    await pass(ROUND_MS);
  }
  delay.disable();
  await connection.close();
  await server.stop();
  await store.close();
  const { pages, singles } = server.requests;
  const longestMs = Math.round(delay.max / 1e6);
  process.stderr.write(
    `${pages} pages, ${singles} single questions in ${(now - startedAt) / 1000} s; longest step ${longestMs} ms\n`,
  );
  return pages + singles;
}

/** The greatest, of more than fit into one call's arguments. */
function lastOf(values: readonly number[]): [number] {
  return [values.reduce((most, value) => Math.max(most, value), 0)];
}

/** The same every time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const fewest = Math.ceil(MESSAGES / ROWS_OF_A_PAGE);
const common = { row: 7, reference: fewest, unit: 'requests', size: MESSAGES } as const;
tellFigure({
  ...common,
  name: 'DevSMS messages followed to their end',
  against: 'the fewest requests that the API allows: pages of 200',
  measured: await follow({ isFollowedMeanwhile: false }),
  goal: { of: 'ratio', atMost: 1.3 },
});
tellFigure({
  ...common,
  name: 'the same while they are sent, each delivered in its own time',
  against: 'the fewest requests that the API allows: pages of 200',
  measured: await follow({ isFollowedMeanwhile: true }),
  goal: { of: 'ratio', atMost: 1.3 },
});
