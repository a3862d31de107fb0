import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { MessageState } from '../../../src/shared/message.ts';
import type { Outcome } from '../../../src/main/engine/providers/provider.ts';
import { decide, type Decision } from '../../../src/main/engine/queue/decide.ts';
import { toSettlement } from '../../../src/main/engine/queue/settlement.ts';
import { campaignAt, command, times, type Command } from './command.ts';
import type { Model, OnTheWire } from './model.ts';
import { cutShort } from './operator.ts';
import { ACCOUNTS, type Legal, type World } from './world.ts';

/** What lanes do: claim, send, decide, settle, and be cut off in the middle of it. */

export const claim = (account: number, limit: number): Command =>
  command(
    `claim ${limit} of ${ACCOUNTS[account]}`,
    async (model, { store, clock }) => {
      const now = clock.now();
      const due = model.messages.filter(
        ({ campaign, state, dueAt }) =>
          campaign.accountId === account + 1 &&
          campaign.state === 'running' &&
          state === 'queued' &&
          dueAt <= now,
      );
      const people = { maxParts: null, hardParts: null, people: null };
      const query = {
        accountId: account + 1,
        now,
        dueBy: now,
        steadyAt: now,
        limit,
        missedBefore: 0,
        grouping: 'none',
        ...people,
      } as const;
      const { claimed, skipped } = await store.claimDue(query);
      const legal: Legal = new Map();
      for (const message of due) {
        const isOut = model.optedOut.has(message.recipient);
        legal.set(message, isOut ? ['queued', 'skipped'] : ['queued']);
      }
      for (const one of claimed) {
        const message = due.find(({ id }) => id === one.id);
        if (!message || model.optedOut.has(message.recipient))
          throw new Error(`${one.id} was not to be claimed.`);
        const request = { startedAt: now, mayBeTaken: true, disproved: false };
        message.requests.push(request);
        model.wire.push({ message, claimed: one, request });
        legal.set(message, ['sending']);
      }
      // Nobody is forgotten: where something is due and may go, something goes.
      const willing = due.filter(({ recipient }) => !model.optedOut.has(recipient));
      expect(claimed.length + skipped > 0 || due.length === 0).toBe(true);
      expect(claimed.length > 0 || willing.length === 0 || skipped > 0).toBe(true);
      expect(claimed.length).toBeLessThanOrEqual(limit);
      return legal;
    },
    ({ removed }) => !removed.has(account + 1),
  );

export interface Answer {
  readonly kind: Outcome['kind'] | 'refused-charged' | 'owned-id';
  /** Of an ambiguous one: whether the provider took it. */
  readonly isTaken: boolean;
}

export const answer = (index: number, { kind, isTaken }: Answer): Command =>
  command(
    `answer ${index}: ${kind}${kind === 'ambiguous' && isTaken ? ', taken' : ''}`,
    async (model, real) => {
      const [sent] = model.wire.splice(index % model.wire.length, 1);
      if (!sent) return;
      const outcome = outcomeOf(model, sent, kind);
      const decision = decide(outcome, sent.claimed.attempts, 0.5);
      const now = real.clock.now();
      const accountId = sent.message.campaign.accountId;
      const judged = { message: sent.claimed, outcome, decision };
      await real.store.settle([await toSettlement(judged, real.account(accountId - 1, {}), now)], now);
      // An id that another message has says nothing about this one.
      const isOwned = outcome.kind === 'accepted' && outcome.providerId !== idAfter(model, sent.message);
      const isKnown = outcome.kind === 'accepted' && !isOwned;
      if (isKnown || (outcome.kind === 'ambiguous' && isTaken)) take(model, real, sent, isKnown);
      const { request, message } = sent;
      request.mayBeTaken = outcome.kind === 'accepted' || outcome.kind === 'ambiguous';
      const backInLine = message.campaign.state === 'cancelled' ? 'cancelled' : 'queued';
      const after: Readonly<Record<Decision['message']['to'], MessageState>> = {
        accepted: isOwned ? 'unknown' : 'accepted',
        failed: 'failed',
        unknown: 'unknown',
        queued: backInLine,
      };
      message.isRetryable = kind === 'permanent';
      if (decision.message.to === 'queued') message.dueAt = now + decision.message.delayMs;
      const legal: Legal = new Map([[message, [after[decision.message.to]]]]);
      if (decision.lane.kind !== 'stop') return legal;
      // As the lane does where the answer is about the account.
      await real.store.pauseCampaigns(accountId, decision.lane.reason, null, now);
      for (const campaign of model.campaigns) {
        const waits = model.messages.some(
          (one) =>
            one.campaign === campaign &&
            (one === message ? after[decision.message.to] === 'queued' : one.state === 'queued'),
        );
        if (campaign.accountId === accountId && campaign.state === 'running' && waits)
          campaign.state = 'paused';
      }
      return legal;
    },
    ({ wire }) => wire.length > 0,
  );

/** With the number behind it, as uBill's are. */
const idAfter = (model: Model, { recipient }: { readonly recipient: string }): string =>
  `id-${model.ledger.length + 1}:${recipient.slice(1)}`;

/** The provider writes it into its own books. */
function take(model: Model, real: World, { message, claimed }: OnTheWire, isKnown: boolean): void {
  const { reference } = claimed;
  model.ledger.push({ id: idAfter(model, message), message, reference, at: real.clock.now(), isKnown });
}

function outcomeOf(model: Model, { message }: OnTheWire, kind: Answer['kind']): Outcome {
  const detail = 'No.';
  switch (kind) {
    case 'accepted':
      return { kind, providerId: idAfter(model, message) };
    case 'owned-id': {
      const { accountId } = message.campaign;
      const other = model.ledger.find((row) => row.isKnown && row.message.campaign.accountId === accountId);
      return { kind: 'accepted', providerId: other?.id ?? idAfter(model, message) };
    }
    case 'permanent':
      return { kind, code: 'refused', detail };
    case 'refused-charged':
      return { kind: 'permanent', code: 'refused-charged', detail };
    case 'transient':
      return { kind, detail, throttled: false };
    case 'ambiguous':
      return { kind, code: 'no-answer', detail };
    case 'left-out':
    case 'auth':
    case 'account':
    case 'balance':
      return { kind, detail };
  }
}

/** As the lane writes it down. */
/** Everything on the wire is cut off; of each the provider may have taken it. */
const crash = (taken: readonly boolean[], cut: number | null): Command =>
  command(`crash${cut === null ? '' : ` in the cancel of ${cut}`}`, async (model, real) => {
    if (cut !== null) await cutShort(model, real, campaignAt(model, cut));
    for (const [index, sent] of model.wire.entries()) {
      if (taken[index % taken.length]) take(model, real, sent, false);
      sent.message.state = 'unknown';
    }
    model.wire = [];
    await real.restart();
  });

const account = fc.nat({ max: 2 });
const kinds = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Answer['kind']>('accepted') },
  { weight: 6, arbitrary: fc.constant<Answer['kind']>('ambiguous') },
  { weight: 3, arbitrary: fc.constant<Answer['kind']>('permanent') },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Answer['kind']>(
      'refused-charged',
      'transient',
      'left-out',
      'auth',
      'account',
      'balance',
      'owned-id',
    ),
  },
);

const claims = fc.tuple(account, fc.integer({ min: 1, max: 2 })).map(([index, limit]) => claim(index, limit));
const answers = fc
  .tuple(fc.nat({ max: 3 }), fc.record({ kind: kinds, isTaken: fc.boolean() }))
  .map(([index, is]) => answer(index, is));

/** A crash, and rarely one in the middle of a cancel. */
const crashes = fc
  .tuple(
    fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }),
    fc.oneof({ weight: 7, arbitrary: fc.constant(null) }, fc.nat({ max: 2 })),
  )
  .map(([taken, cut]) => crash(taken, cut));

export const laneCommands: fc.Arbitrary<Command>[] = [...times(6, claims), ...times(5, answers), crashes];
