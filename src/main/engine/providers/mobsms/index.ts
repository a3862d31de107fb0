import { MobsmsSettings, type AccountCheck } from '../../../../shared/account.ts';
import { sendFirst } from '../answer.ts';
import { searchHistory } from '../history-search.ts';
import { bearer, openAccountHttp } from '../http.ts';
import type { Connection, OutgoingMessage, Outcome, Provider, Report, TrackedMessage } from '../provider.ts';
import { findRows, MESSAGES_PER_REPORTS } from '../report-search.ts';
import { openMobsmsClient, type MobsmsClient, type MobsmsStatus } from './client.ts';
import { mobsmsOutcome, mobsmsState } from './outcome.ts';

/** Characters of a message (document: max 1600), counted here the strict way, in UTF-16 units. */
const LONGEST_TEXT = 1600;

/** MobSMS (an Android phone as gateway). */
export const mobsms: Provider<MobsmsSettings> = {
  id: 'mobsms',
  name: 'MobSMS',
  settings: MobsmsSettings,
  capabilities: { lookup: true, reports: true, longestText: LONGEST_TEXT },
  connect: connectMobsms,
};

function connectMobsms(settings: MobsmsSettings, secret: string): Connection {
  const http = openAccountHttp(settings, secret, bearer);
  const client = openMobsmsClient(http, settings);
  return {
    messagesPerRequest: 1,
    messagesPerReports: MESSAGES_PER_REPORTS,
    check: (signal) => check(client, signal),
    send: (messages, signal) => sendFirst(messages, (message) => sendOne(client, message, signal)),
    // Its times are in UTC and say so.
    lookup: (messages, signal) =>
      searchHistory(messages, { ...pages(client, signal), zoneIsStated: true }, Date.now()),
    async reports(messages, signal) {
      const findOne = (id: string) => client.findMessage(id, signal);
      const found = await findRows<MobsmsStatus>(messages, { ...pages(client, signal), findOne });
      return found.map(({ message, row }) => toReport(message, row));
    },
    close: () => http.close(),
  };
}

async function check(client: MobsmsClient, signal: AbortSignal): Promise<AccountCheck> {
  const { owner, plan, activeDevices, balance } = await client.readAccount(signal);
  const notes = [
    owner === null ? null : `Owner: ${owner}`,
    plan === null ? null : `Plan: ${plan}`,
    activeDevices === null ? null : `Active devices: ${activeDevices}`,
    // A note and no amount, since nothing says what currency it is in.
    balance === null ? null : `Balance: ${balance}`,
  ];
  return { balance: null, price: null, notes: notes.filter((note) => note !== null) };
}

async function sendOne(
  client: MobsmsClient,
  message: OutgoingMessage,
  signal: AbortSignal,
): Promise<Outcome> {
  if (message.text.length > LONGEST_TEXT) {
    const detail = `MobSMS takes at most ${LONGEST_TEXT} characters.`;
    return { kind: 'permanent', code: 'too-long', detail };
  }
  return mobsmsOutcome(await client.send(message, signal));
}

function pages(client: MobsmsClient, signal: AbortSignal) {
  return {
    firstPosition: 1,
    nextPosition: (page: number) => page + 1,
    readPage: (page: number) => client.readPage(page, signal),
  };
}

function toReport(message: TrackedMessage, status: MobsmsStatus): Report {
  const state = mobsmsState(status.status);
  return {
    reference: message.reference,
    state,
    ...(state === 'delivered' && status.deliveredAt !== null ? { at: status.deliveredAt } : {}),
    ...(state === 'undelivered' ? { detail: status.error ?? status.status } : {}),
  };
}
