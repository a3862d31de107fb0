import { DevsmsSettings } from '../../../../shared/account.ts';
import { digitsOf, sendFirst } from '../answer.ts';
import { searchHistory } from '../history-search.ts';
import { bearer, openAccountHttp } from '../http.ts';
import type { Connection, OutgoingMessage, Outcome, Provider, Report, TrackedMessage } from '../provider.ts';
import { findRows, MESSAGES_PER_REPORTS } from '../report-search.ts';
import { openDevsmsClient, type DevsmsClient, type DevsmsRow } from './client.ts';
import { devsmsOutcome, devsmsState } from './outcome.ts';

/** Rows that two history pages share, since rows shift while one pages (field notes). */
const OVERLAP = 20;

/** DevSMS (Uzbekistan; resells Eskiz). */
export const devsms: Provider<DevsmsSettings> = {
  id: 'devsms',
  name: 'DevSMS',
  settings: DevsmsSettings,
  capabilities: { lookup: true, reports: true, longestText: null },
  connect: connectDevsms,
};

function connectDevsms(settings: DevsmsSettings, secret: string): Connection {
  const http = openAccountHttp(settings, secret, bearer);
  const client = openDevsmsClient(http, settings);
  return {
    messagesPerRequest: 1,
    messagesPerReports: MESSAGES_PER_REPORTS,
    async check(signal) {
      const { balance, price } = await client.readBalance(signal);
      return { balance: balance && { unit: 'money', money: balance }, price, notes: [] };
    },
    send: (messages, signal) => sendFirst(messages, (message) => sendOne(client, settings, message, signal)),
    lookup: (messages, signal) =>
      searchHistory(messages, { ...pages(client, signal), zoneIsStated: false }, Date.now()),
    async reports(messages, signal) {
      const findOne = (id: string) => client.findMessage(id, signal);
      const found = await findRows(messages, { ...pages(client, signal), findOne });
      return found.map(({ message, row }) => toReport(message, row));
    },
    close: () => http.close(),
  };
}

async function sendOne(
  client: DevsmsClient,
  settings: DevsmsSettings,
  message: OutgoingMessage,
  signal: AbortSignal,
): Promise<Outcome> {
  const phone = digitsOf(message.recipient);
  // Section "International SMS Pricing": a refusal that needs no request.
  if (settings.type === 'simple' && !phone.startsWith('998')) {
    const detail = 'DevSMS sends the type "simple" to Uzbek numbers only.';
    return { kind: 'permanent', code: 'refused', detail };
  }
  return devsmsOutcome(await client.send(phone, message.text, signal));
}

function pages(client: DevsmsClient, signal: AbortSignal) {
  return {
    firstPosition: 0,
    nextPosition: (offset: number, rows: number) => offset + (rows > OVERLAP ? rows - OVERLAP : rows),
    readPage: (offset: number) => client.readHistory(offset, signal),
  };
}

function toReport(message: TrackedMessage, row: DevsmsRow): Report {
  const state = devsmsState(row.status);
  return {
    reference: message.reference,
    state,
    ...(state !== 'accepted' && row.settledAt !== null ? { at: row.settledAt } : {}),
    ...(state === 'undelivered' ? { detail: row.status } : {}),
    ...(row.cost ? { cost: row.cost } : {}),
  };
}
