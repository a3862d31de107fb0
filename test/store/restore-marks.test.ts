import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Restored } from '../../src/shared/calls/backups.ts';
import type { PlanSchedule } from '../../src/shared/plan.ts';
import { markRestored } from '../../src/main/engine/store/sqlite/restore-marks.ts';
import type { Store } from '../../src/main/engine/store/store.ts';
import {
  claimOne,
  newCampaign,
  newMessage,
  openTestStore,
  runningCampaign,
  OPERATOR,
} from '../support/store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** When the data of these tests are restored; all that happens in them is long before. */
const RESTORED_AT = 9_000_000;

/** Data, and the copy of them that was made after `before`, to be restored after `since`. */
async function makeBoth<T>(before: (store: Store) => Promise<T>, since: (store: Store, made: T) => unknown) {
  const present = join(temporaryFolder(), 'kaptar.db');
  const copy = join(temporaryFolder(), 'kaptar.db');
  const store = openTestStore(present);
  const made = await before(store);
  await store.close();
  copyFileSync(present, copy);
  const later = openTestStore(present);
  await since(later, made);
  await later.close();
  return { present, copy, made };
}

function mark(copy: string, present: string): { restored: Restored; store: Store } {
  const restored = markRestored({ task: 'mark', copy, present, now: RESTORED_AT, canLookUp: ['devsms'] });
  return { restored, store: openTestStore(copy) };
}

const accepted = (id: number, attemptId: number, providerId: string) => ({
  id,
  attemptId,
  outcome: 'accepted' as const,
  detail: null,
  countsAttempt: true,
  change: {
    to: 'accepted' as const,
    providerId,
    cost: null,
    providerParts: null,
    nextReportAt: null,
    nextLookupAt: null,
  },
});

async function sendOne(store: Store, accountId: number, at: number): Promise<number> {
  const { id, attemptId } = await claimOne(store, accountId, at);
  await store.settle([accepted(id, attemptId, `provider-${id}`)], at + 100);
  return id;
}

test('only what the present data know to have gone since is uncertain, from the copy until the restore', async () => {
  const { present, copy, made } = await makeBoth(
    async (store) => {
      const campaign = await runningCampaign(store, 3);
      await sendOne(store, campaign.accountId, 2000);
      return campaign;
    },
    (store, { accountId }) => sendOne(store, accountId, 5000),
  );
  const { restored, store } = mark(copy, present);
  expect(restored).toEqual({ uncertain: 1, paused: 1, optOuts: 0 });
  expect(await store.getCampaign(made.campaignId)).toMatchObject({
    state: 'paused',
    pauseReason: 'restored',
    states: { accepted: 1, unknown: 1, queued: 1 },
  });
  const [doubtful] = await store.dueLookups(made.accountId, RESTORED_AT, 10);
  expect(doubtful).toMatchObject({ steadyAt: 2100, spanMs: RESTORED_AT - 2100 });
  expect(await store.verify()).toEqual([]);
});

test.each([
  ['cannot be read', (present: string) => writeFileSync(present, 'not a database'.repeat(1000))],
  ['are those of another computer, or of an earlier restore', (present: string) => present],
] as const)('all that was in line is uncertain where the present data %s', async (_why, harm) => {
  const { copy, made } = await makeBoth(
    async (store) => {
      const campaign = await runningCampaign(store, 2);
      const add = async (scheduledAt: number | null) => {
        const wish = newCampaign(campaign.accountId, campaign.listId, { scheduledAt });
        const id = await store.createCampaign(wish, 1600);
        await store.addMessages(id, [newMessage(campaign.accountId, '+998901234567')], 1600);
        await store.finishPreparing(id, 1600);
        return id;
      };
      // One that a person has just started, who may still take it back.
      const undoable = await add(null);
      await store.startAfterUndo(undoable, 2000);
      return [campaign.campaignId, await add(null), await add(RESTORED_AT + 1), undoable];
    },
    () => undefined,
  );
  const other = join(temporaryFolder(), 'kaptar.db');
  await openTestStore(other).close();
  harm(other);
  const { restored, store } = mark(copy, other);
  expect(restored).toEqual({ uncertain: 5, paused: 4, optOuts: 0 });
  for (const id of made) {
    expect(await store.getCampaign(id)).toMatchObject({
      state: 'paused',
      pauseReason: 'restored',
      undoUntil: null,
      states: { queued: 0 },
    });
  }
  expect(await store.verify()).toEqual([]);
});

test('what the copy held uncertain may have been sent again since: it is sought until the restore, too', async () => {
  const { present, copy, made } = await makeBoth(
    async (store) => {
      const campaign = await runningCampaign(store, 1);
      const { id } = await claimOne(store, campaign.accountId, 2000);
      await store.recoverInterrupted(2200, ['devsms']);
      return { ...campaign, id };
    },
    async (store, { id, accountId }) => {
      const [doubtful] = await store.dueLookups(accountId, 3000, 1);
      if (!doubtful) throw new Error('It is due for a look-up.');
      const { attemptId, newestAttemptId } = doubtful;
      await store.settleLookups([{ id, attemptId, newestAttemptId, proof: 'never-taken' }], 3000);
      await sendOne(store, accountId, 4000);
    },
  );
  const { restored, store } = mark(copy, present);
  expect(restored.uncertain).toBe(1);
  const [doubtful] = await store.dueLookups(made.accountId, RESTORED_AT, 1);
  expect(doubtful).toMatchObject({ id: made.id, steadyAt: 2000, spanMs: RESTORED_AT - 2000 });
  expect(await store.verify()).toEqual([]);
});

test('what was on the wire when the copy was made and was sent again since is sought until the restore', async () => {
  const { present, copy, made } = await makeBoth(
    async (store) => {
      const campaign = await runningCampaign(store, 1);
      return { ...campaign, ...(await claimOne(store, campaign.accountId, 2000)) };
    },
    async (store, { id, attemptId, accountId }) => {
      const change = { to: 'queued', dueAt: 2100 } as const;
      const detail = null;
      await store.settle(
        [{ id, attemptId, outcome: 'transient', detail, countsAttempt: true, change }],
        2100,
      );
      await sendOne(store, accountId, 4000);
    },
  );
  const { restored, store } = mark(copy, present);
  expect(restored.uncertain).toBe(1);
  expect(await store.dueLookups(made.accountId, RESTORED_AT, 1)).toMatchObject([
    { steadyAt: 2000, spanMs: RESTORED_AT - 2000 },
  ]);
  expect(await store.verify()).toEqual([]);
});

test('what a person had tried again since cannot be tried once more', async () => {
  const { present, copy, made } = await makeBoth(
    async (store) => {
      const campaign = await runningCampaign(store, 2);
      for (const at of [2000, 2010]) {
        const { id, attemptId } = await claimOne(store, campaign.accountId, at);
        const change = { to: 'failed', code: 'refused', error: 'No.', cost: null } as const;
        const detail = null;
        await store.settle(
          [{ id, attemptId, outcome: 'permanent', detail, countsAttempt: true, change }],
          at + 5,
        );
      }
      await store.finishDone(2100);
      return campaign;
    },
    async (store, { campaignId, accountId }) => {
      await store.retryFailed({ campaignId, codes: ['refused'], after: 0, limit: 1, by: OPERATOR }, 3000);
      await sendOne(store, accountId, 4000);
    },
  );
  const { store } = mark(copy, present);
  const retry = { campaignId: made.campaignId, codes: ['refused'], by: OPERATOR } as const;
  expect((await store.retryFailed({ ...retry, after: 0, limit: 10 }, RESTORED_AT + 1)).retried).toBe(1);
  expect(await store.verify()).toEqual([]);
});

test('who opted out since stays out, and a plan waits for a person', async () => {
  const schedule: PlanSchedule = {
    kind: 'repeat',
    rhythm: { every: 'day' },
    minute: 600,
    zone: 'Asia/Tashkent',
    end: { kind: 'never' },
  };
  const { present, copy, made } = await makeBoth(
    async (store) => {
      const { accountId, listId } = await runningCampaign(store, 1);
      const wish = { name: 'Daily', accountId, listId, template: 'Salom', plainCharacters: false };
      const standing = { state: 'active', nextAt: 4000, problem: null } as const;
      return store.createPlan({ ...wish, routing: null, schedule }, standing, 1500);
    },
    (store) => store.optOut('+998901000000', 'Asked by phone.', 3000),
  );
  const { restored, store } = mark(copy, present);
  expect(restored).toEqual({ uncertain: 0, paused: 2, optOuts: 1 });
  expect(await store.getPlan(made)).toMatchObject({
    state: 'paused',
    nextAt: null,
    problem: { details: { reason: 'restored' } },
  });
  expect((await store.listOptOuts(null, 10)).optOuts).toMatchObject([
    { phone: '+998901000000', reason: 'Asked by phone.' },
  ]);
});
