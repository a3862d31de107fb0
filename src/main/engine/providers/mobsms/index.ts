import { MobsmsSettings, type AccountCheck } from '../../../../shared/account.ts';
import type { MobsmsMessage } from '../../../../shared/mobsms.ts';
import { providerFacts } from '../../../../shared/provider-facts.ts';
import { leftOut } from '../answer.ts';
import { searchHistory, type HistoryPage, type HistoryRow } from '../history-search.ts';
import {
  AccountTrouble,
  type Connection,
  type ConnectOptions,
  type InboxPage,
  type OutgoingMessage,
  type Outcome,
  type Provider,
  type Report,
  type TrackedMessage,
} from '../provider.ts';
import { findRows, MESSAGES_PER_REPORTS, noNews } from '../report-search.ts';
import { LONGEST_TEXT, planBulk } from './bulk.ts';
import { readMobsmsCallback } from './callback.ts';
import { openMobsms, type MobsmsClient } from './client.ts';
import { toSender } from './fields.ts';
import { GOES_SINGLY, lacksBulk, mobsmsBulkOutcomes, mobsmsOutcome, mobsmsState } from './outcome.ts';

/** MobSMS (an Android phone as gateway). The phone sends parts, and carriers count those (field notes). */
export const mobsms: Provider<MobsmsSettings> = {
  id: 'mobsms',
  name: 'MobSMS',
  settings: MobsmsSettings,
  home: providerFacts.mobsms.home,
  capabilities: {
    lookup: true,
    reports: true,
    longestText: LONGEST_TEXT,
    grouping: 'name',
    rateCounts: 'parts',
    holds: providerFacts.mobsms.holds,
    cancel: providerFacts.mobsms.withdraws,
    inbox: providerFacts.mobsms.inbox,
  },
  connect: connectMobsms,
  readCallback: (request, { country }) => readMobsmsCallback(request, country, Date.now),
};

function connectMobsms(
  settings: MobsmsSettings,
  secret: string,
  { callbackUrl }: ConnectOptions = {},
): Connection {
  const client = openMobsms(settings, secret);
  const plan: Plan = { hasBulk: true, singly: new Set(), singles: 0 };
  return {
    get messagesPerRequest() {
      return plan.hasBulk && plan.singles === 0 ? settings.groupSize : 1;
    },
    messagesPerReports: MESSAGES_PER_REPORTS,
    check: (signal) => check(client, signal),
    send: (messages, signal) => sendGroup(client, plan, messages, callbackUrl, signal),
    // Its times are in UTC and say so.
    lookup: (messages, signal) =>
      searchHistory(
        messages,
        { ...POSITIONS, readPage: (page) => historyPage(client, page, signal), zoneIsStated: true },
        Date.now(),
      ),
    async reports(messages, signal) {
      const asked = await findRows<Tracked>(messages, {
        ...POSITIONS,
        async readPage(page) {
          const list = await outbound(client, page, signal);
          return { rows: list.messages.map(toTracked) };
        },
        getOne: async (id) => toTracked(await client.getMessage(id, signal)),
      });
      return asked.map(({ message, row }) => (row ? toReport(message, row.shown) : noNews(message)));
    },
    cancel: (providerId, signal) => cancel(client, providerId, signal),
    readInbox: (page, signal) => readInbox(client, settings.country, page, signal),
    close: () => client.close(),
  };
}

async function check(client: MobsmsClient, signal: AbortSignal): Promise<AccountCheck> {
  const { user, subscription, stats, balance } = await client.readAccount(signal);
  const notes = [
    user.name === null ? null : `Owner: ${user.name}`,
    subscription.plan === null ? null : `Plan: ${subscription.plan}`,
    stats.activeDevices === null ? null : `Active devices: ${stats.activeDevices}`,
    // A note and no amount, since nothing says what currency it is in.
    balance === null ? null : `Balance: ${balance}`,
  ];
  return { balance: null, price: null, notes: notes.filter((note) => note !== null) };
}

/** What earlier answers say of how to go on. It is forgotten when the account is opened anew. */
interface Plan {
  /** Until a bulk send is refused for the account's plan; from then on each message goes by itself. */
  hasBulk: boolean;
  /** References of messages whose group was refused for the fault of one of them, until each was sent by itself. */
  readonly singly: Set<string>;
  /**
   * How many of the next requests should carry one message: as many as `singly` had, after a refused group (whoever
   * is next in line tells whether it is one number or all that MobSMS refuses) and when those come to the front.
   */
  singles: number;
}

/**
 * One request: *Send bulk SMS* for the first message and those that share its pattern, *Send an SMS* where
 * there are none, no bulk in the plan, or a group of the first was refused. The rest is left out, and so certainly
 * not taken.
 */
async function sendGroup(
  client: MobsmsClient,
  plan: Plan,
  messages: readonly OutgoingMessage[],
  callbackUrl: string | undefined,
  signal: AbortSignal,
): Promise<Outcome[]> {
  const fitting = messages.filter(isShortEnough);
  const outcomes = new Map<OutgoingMessage, Outcome>();
  const [first] = fitting;
  const mustGoSingly = ({ reference }: OutgoingMessage): boolean => plan.singly.has(reference);
  const isSingle = !plan.hasBulk || (first !== undefined && mustGoSingly(first));
  const bulk = isSingle ? null : planBulk(fitting.filter((message) => !mustGoSingly(message)));
  if (bulk) {
    const exchange = await client.sendBulk(bulk, signal);
    if (lacksBulk(exchange)) plan.hasBulk = false;
    const numbers = bulk.members.map(({ recipient }) => recipient);
    for (const [index, outcome] of mobsmsBulkOutcomes(exchange, numbers).entries()) {
      const member = bulk.members[index];
      if (!member) continue;
      outcomes.set(member, outcome);
      if (outcome !== GOES_SINGLY) continue;
      plan.singly.add(member.reference);
      plan.singles = plan.singly.size;
    }
  } else if (first) {
    if (mustGoSingly(first)) plan.singles = Math.max(plan.singles, plan.singly.size);
    plan.singles = Math.max(0, plan.singles - 1);
    const outcome = mobsmsOutcome(await client.send(first, callbackUrl, signal));
    if (['accepted', 'permanent', 'ambiguous'].includes(outcome.kind)) plan.singly.delete(first.reference);
    outcomes.set(first, outcome);
  }
  return messages.map((message) =>
    isShortEnough(message)
      ? (outcomes.get(message) ?? (mustGoSingly(message) ? GOES_SINGLY : leftOut()))
      : tooLong(),
  );
}

function isShortEnough({ text }: OutgoingMessage): boolean {
  return text.length <= LONGEST_TEXT;
}

function tooLong(): Outcome {
  const detail = `MobSMS takes at most ${LONGEST_TEXT} characters.`;
  return { kind: 'permanent', code: 'too-long', detail };
}

/** How the pages of its lists follow each other. */
const POSITIONS = { firstPosition: 1, nextPosition: (page: number) => page + 1 } as const;

function outbound(client: MobsmsClient, page: number, signal: AbortSignal) {
  return client.readMessages({ box: 'all', direction: 'outbound', page }, signal);
}

async function historyPage(client: MobsmsClient, page: number, signal: AbortSignal): Promise<HistoryPage> {
  const { messages, unreadable, perPage, total, clockSkewMs } = await outbound(client, page, signal);
  const rows = messages.map(toHistoryRow).filter((row) => row !== null);
  // An empty page of a list that counts more than the pages before it hold is no history's end.
  const before = (page - 1) * (perPage ?? Number.MAX_SAFE_INTEGER);
  const lacksRows = messages.length + unreadable === 0 && (total ?? 0) > before;
  // A row without a number may be anybody's.
  return { rows, unreadable: lacksRows ? 1 : unreadable + messages.length - rows.length, clockSkewMs };
}

function toHistoryRow({ id, recipient, message, createdAt, reference }: MobsmsMessage): HistoryRow | null {
  return recipient === null ? null : { providerId: id, recipient, text: message, createdAt, reference };
}

interface Tracked {
  readonly providerId: string;
  readonly shown: MobsmsMessage;
}

function toTracked(shown: MobsmsMessage): Tracked {
  return { providerId: shown.id, shown };
}

function toReport(message: TrackedMessage, { status, deliveredAt, errorMessage }: MobsmsMessage): Report {
  const state = mobsmsState(status);
  return {
    reference: message.reference,
    state,
    ...(state === 'delivered' && deliveredAt !== null ? { at: deliveredAt } : {}),
    ...(state === 'undelivered' ? { detail: errorMessage ?? status } : {}),
  };
}

/** *Cancel*: 422 says that it is pending no more; of what MobSMS does not know there is nothing to withdraw. */
async function cancel(
  client: MobsmsClient,
  providerId: string,
  signal: AbortSignal,
): Promise<'cancelled' | 'too-late'> {
  try {
    await client.cancelMessage(providerId, signal);
    return 'cancelled';
  } catch (error) {
    if (error instanceof AccountTrouble && ['not-found', 'refused'].includes(error.kind)) return 'too-late';
    throw error;
  }
}

async function readInbox(
  client: MobsmsClient,
  country: string,
  page: number,
  signal: AbortSignal,
): Promise<InboxPage> {
  const list = await client.readMessages({ box: 'inbox', page }, signal);
  if (list.messages.length === 0 && list.unreadable > 0) {
    throw new AccountTrouble('provider', 'MobSMS answered with an inbox that cannot be read.');
  }
  const messages = list.messages.flatMap(({ id, sender, message, createdAt }) =>
    // One that hides its sender cannot be answered, nor shown with anybody.
    !sender?.trim()
      ? []
      : [
          {
            providerId: id,
            sender: toSender(sender, country),
            text: message ?? '',
            // Every example has it; without it the moment of reading is as near as one can get.
            receivedAt: createdAt ?? Date.now(),
          },
        ],
  );
  // A list that knows no pages comes again whichever is asked for.
  return { messages, isEnd: list.messages.length === 0 || list.page < page };
}
