import * as fc from 'fast-check';
import type { MessageState } from '../../../src/shared/message.ts';
import { silentLog } from '../../../src/main/engine/lib/log.ts';
import { AccountTrouble, type Connection, type Report } from '../../../src/main/engine/providers/provider.ts';
import { lookUpDue } from '../../../src/main/engine/queue/look-up.ts';
import { createTracker } from '../../../src/main/engine/queue/track.ts';
import { createWithdrawal } from '../../../src/main/engine/queue/withdraw.ts';
import { command, inTurn, times, type Command } from './command.ts';
import { answer, claim } from './lane.ts';
import { takenLike } from './model.ts';
import { cancel, decideOver, pass } from './operator.ts';
import { ACCOUNTS, historyOf, type Legal } from './world.ts';

/** What providers tell when they are asked, and what they call to say. */

const never = new AbortController().signal;
/** As the accounts' settings have it where nothing else is said. */
const GRACE_MS = 120_000;
const EXPIRE_MS = 72 * 3_600_000;

export type Weather = 'clear' | 'a hole in it' | 'down';

export const lookUp = (account: number, weather: Weather, meanwhile: readonly Command[] = []): Command =>
  command(
    `look-up at ${ACCOUNTS[account]}, ${weather}${meanwhile.length > 0 ? ` (meanwhile: ${meanwhile.join(', ')})` : ''}`,
    async (model, real) => {
      const shown = historyOf(model, real, account, weather === 'clear' ? 0 : 1);
      const lookup: Connection['lookup'] = async (...question) => {
        if (weather === 'down') throw new AccountTrouble('offline', 'Away.');
        const findings = await shown(...question);
        for (const one of meanwhile) if (one.check(model)) await one.run(model, real);
        return findings;
      };
      const { store, clock, steady } = real;
      const tools = { store, clock, steady, log: silentLog };
      const asked = lookUpDue(real.account(account, { lookup }), tools, never);
      if (weather === 'down') await asked.catch(() => []);
      else await asked;
      const legal: Legal = new Map();
      for (const message of model.messages) {
        const { campaign, state, requests } = message;
        if (campaign.accountId !== account + 1) continue;
        const isFound = weather !== 'down' && takenLike(model, message).length > 0;
        // Not before the grace time is over, nor by a search with a hole.
        const startedAt = requests.at(-1)?.startedAt ?? 0;
        const isProof = weather === 'clear' && clock.now() - startedAt >= GRACE_MS;
        const back = campaign.state === 'cancelled' ? 'cancelled' : 'queued';
        // What a person had sent again meanwhile is taken out of the line where it is found.
        const mayMove = state === 'unknown' || (state === 'queued' && meanwhile.length > 0);
        if (!mayMove) continue;
        const found: MessageState[] = isFound ? ['accepted'] : [];
        legal.set(message, [state, ...found, ...(isProof && state === 'unknown' ? ([back] as const) : [])]);
      }
      return legal;
    },
    ({ removed }) => !removed.has(account + 1),
  );

/** What the provider says of each of the messages that are asked about, counted round; null: it says nothing of it. */
export const report = (account: number, words: readonly (Report['state'] | null)[] | 'down'): Command =>
  command(
    `reports of ${ACCOUNTS[account]}: ${String(words)}`,
    async (model, real) => {
      const legal: Legal = new Map();
      const { store, clock, steady } = real;
      for (const message of model.messages) {
        const { campaign, state, acceptedAt } = message;
        if (campaign.accountId !== account + 1 || state !== 'accepted') continue;
        if (clock.now() - acceptedAt >= EXPIRE_MS) legal.set(message, ['accepted', 'expired']);
      }
      const reports: Connection['reports'] = async (asked) => {
        if (words === 'down') throw new AccountTrouble('offline', 'Away.');
        return asked.flatMap(({ reference, providerId }, index) => {
          const state = words[index % words.length];
          const row = model.ledger.find(({ id }) => id === providerId);
          if (!state || !row) return [];
          legal.set(row.message, [...(legal.get(row.message) ?? ['accepted']), state]);
          return [{ reference, state }];
        });
      };
      const track = createTracker(real.account(account, { reports }), { store, clock, steady });
      const tracked = track(false, never);
      await (words === 'down' ? tracked.catch(() => []) : tracked);
      return legal;
    },
    ({ removed }) => !removed.has(account + 1),
  );

/** The provider calls about something that it took, perhaps before we know that, perhaps long after. */
const call = (index: number, to: 'delivered' | 'undelivered' | 'cancelled' | null): Command =>
  command(
    `call about ${index}: ${to}`,
    async (model, { store, clock }) => {
      // More often than chance would have it about what is not settled: there a call changes most.
      const open = model.ledger.filter(({ message }) => ['unknown', 'queued'].includes(message.state));
      const rows = open.length > 0 && index % 2 === 0 ? open : model.ledger;
      const row = rows[index % rows.length];
      if (!row) return;
      const { message, reference, id, at } = row;
      const { accountId } = message.campaign;
      const provider = ACCOUNTS[accountId - 1];
      const news = {
        providerId: id,
        reference: provider === 'mobsms' ? reference : null,
        uncertainRecipient: provider === 'ubill' ? message.recipient : null,
        at,
        to,
        detail: null,
        nextReportAt: clock.now(),
      };
      await store.settleCallbacks(accountId, [news], clock.now());
      // Never of another message than that which was taken; and only onward, or late to a better end.
      const { state } = message;
      const isTold = row.isKnown || provider === 'mobsms';
      const end = to ?? 'accepted';
      const isBetter =
        state === 'undelivered' ? end === 'delivered' : state === 'expired' && end !== 'cancelled';
      const isLate = isBetter && end !== 'accepted';
      if (state === 'accepted') return new Map([[message, isTold ? [end] : [state, end]]]);
      if (state === 'undelivered' || state === 'expired')
        return new Map([[message, isLate ? [state, end] : [state]]]);
      if (state !== 'unknown' && state !== 'queued') return new Map();
      // Without a reference it takes luck to tell whose it is, and what stands in line again is nobody's.
      return new Map([[message, isTold ? [end] : [state, end]]]);
    },
    ({ ledger }) => ledger.length > 0,
  );

/** What a cancelled campaign has at a provider that can give it back is asked back. */
const withdraw = (account: number, verdict: 'cancelled' | 'too-late'): Command =>
  command(
    `withdraw at ${ACCOUNTS[account]}: ${verdict}`,
    async (model, real) => {
      const { store, clock } = real;
      const asked: Connection['cancel'] = async () => verdict;
      await createWithdrawal(real.account(account, { cancel: asked }), { store, clock })(never);
      const mine = model.messages.filter(
        ({ campaign, state }) =>
          campaign.accountId === account + 1 && campaign.state === 'cancelled' && state === 'accepted',
      );
      return new Map(
        mine.map((message) => [message, verdict === 'cancelled' ? ['accepted', 'cancelled'] : ['accepted']]),
      );
    },
    ({ removed }) => !removed.has(account + 1),
  );

/** What may happen while a provider is being asked, to each campaign of the account. */
const MEANWHILE: readonly ((account: number) => readonly Command[])[] = [
  () => [],
  () => [cancel(0)],
  () => [decideOver(0, true, 'treat-as-sent')],
  () => [decideOver(0, true, 'send-again')],
  (account) => [
    decideOver(0, true, 'send-again'),
    claim(account, 1),
    answer(0, { kind: 'ambiguous', isTaken: true }),
  ],
];

const account = fc.nat({ max: 2 });
const searched = fc.nat({ max: 1 });
const words = fc.constantFrom<Report['state'] | null>(
  'accepted',
  'delivered',
  'undelivered',
  'cancelled',
  null,
);
const ends = fc.constantFrom('delivered' as const, 'undelivered' as const, 'cancelled' as const, null);

const weathers = fc.constantFrom<Weather>('clear', 'clear', 'a hole in it', 'down');
/** A look-up, and the three that a proof takes; in the middle of the last one somebody may be quicker. */
const lookUps = fc.tuple(searched, weathers).map(([index, weather]) => lookUp(index, weather));
const longLookUps = fc
  .tuple(searched, weathers, fc.constantFrom(...MEANWHILE))
  .map(([index, weather, meanwhile]) => {
    const steps = [pass(70_000), lookUp(index, weather), pass(70_000), lookUp(index, weather), pass(70_000)];
    return inTurn([...steps, lookUp(index, weather, meanwhile(index))]);
  });
const calls = fc.tuple(fc.nat({ max: 5 }), ends).map(([index, to]) => call(index, to));

/** Somebody had it sent again, and only then the provider calls about the first time. */
const lateCalls = fc
  .tuple(fc.nat({ max: 2 }), ends)
  .map(([index, to]) =>
    inTurn([
      claim(0, 1),
      answer(0, { kind: 'ambiguous', isTaken: true }),
      decideOver(index, true, 'send-again'),
      call(0, to),
    ]),
  );

export const providerCommands: fc.Arbitrary<Command>[] = [
  lookUps,
  ...times(2, longLookUps),
  fc
    .tuple(account, fc.oneof(fc.array(words, { minLength: 1, maxLength: 3 }), fc.constant('down' as const)))
    .map(([index, told]) => report(index, told)),
  ...times(2, calls),
  lateCalls,
  fc.constantFrom('cancelled' as const, 'too-late' as const).map((verdict) => withdraw(0, verdict)),
];
