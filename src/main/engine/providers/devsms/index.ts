import { z } from 'zod';
import { DevsmsSettings } from '../../../../shared/account.ts';
import type { DevsmsSms } from '../../../../shared/devsms.ts';
import { DevsmsTemplateType, OtpCode, ServiceName } from '../../../../shared/otp.ts';
import { providerFacts } from '../../../../shared/provider-facts.ts';
import { digitsOf, sendFirst } from '../answer.ts';
import { searchHistory, type HistoryPage, type HistoryRow } from '../history-search.ts';
import {
  type ConnectOptions,
  type Connection,
  type HistoryReport,
  type OutgoingMessage,
  type OutgoingOtp,
  type Outcome,
  type Provider,
} from '../provider.ts';
import { askSingly, MOST_SINGLE_REQUESTS, noNews } from '../report-search.ts';
import { readDevsmsCallback } from './callback.ts';
import { openDevsms, type DevsmsClient, type DevsmsOtp } from './client.ts';
import { toE164 } from './fields.ts';
import { devsmsOutcome, devsmsState } from './outcome.ts';
import { devsmsPriceOf, isUzbek } from './prices.ts';

/** Rows of one history page, at most (section 2). */
const MOST_ROWS = 200;

/** Rows that two history pages share, since rows shift while one pages (field notes). */
const OVERLAP = 20;

/** DevSMS (Uzbekistan; resells Eskiz). */
export const devsms: Provider<DevsmsSettings> = {
  id: 'devsms',
  name: 'DevSMS',
  settings: DevsmsSettings,
  home: providerFacts.devsms.home.prefix,
  capabilities: {
    lookup: true,
    reports: true,
    longestText: null,
    grouping: 'none',
    rateCounts: 'messages',
    holds: providerFacts.devsms.holds,
    cancel: providerFacts.devsms.withdraws,
    inbox: providerFacts.devsms.inbox,
  },
  connect: connectDevsms,
  priceOf: devsmsPriceOf,
  reaches,
  readCallback: readDevsmsCallback,
};

/** Section "International SMS Pricing": "Simple SMS is available only for Uzbekistan numbers." */
function reaches(recipient: string, { type }: Pick<DevsmsSettings, 'type'>): boolean {
  return type !== 'simple' || isUzbek(digitsOf(recipient));
}

function connectDevsms(settings: DevsmsSettings, secret: string, options: ConnectOptions = {}): Connection {
  const client = openDevsms(settings, secret);
  return {
    messagesPerRequest: 1,
    messagesPerReports: MOST_SINGLE_REQUESTS,
    async check(signal) {
      const { balance, price } = await client.readBalance(signal);
      return { balance: balance && { unit: 'money', money: balance }, price, notes: [] };
    },
    send: (messages, signal) =>
      sendFirst(messages, (message) => sendOne(client, settings, message, options.callbackUrl, signal)),
    lookup: (messages, signal) =>
      searchHistory(messages, { ...pagesOfNumbers(client, signal), zoneIsStated: false }, Date.now()),
    async reports(messages, signal) {
      const getOne = async (id: string) => toReport(await client.getMessage(id, signal));
      const asked = await askSingly(messages, { getOne });
      return asked.map(({ message, row }) => {
        if (!row) return noNews(message);
        const { providerId: _, ...told } = row;
        return { ...told, reference: message.reference };
      });
    },
    history: {
      rowsPerPage: MOST_ROWS,
      async readPage(offset, signal) {
        const { rows } = await client.readHistory({ limit: MOST_ROWS, offset, status: null }, signal);
        return rows.map(toReport);
      },
    },
    close: () => client.close(),
  };
}

async function sendOne(
  client: DevsmsClient,
  settings: DevsmsSettings,
  { recipient, text, otp }: OutgoingMessage,
  callbackUrl: string | undefined,
  signal: AbortSignal,
): Promise<Outcome> {
  const phone = digitsOf(recipient);
  if (otp?.template) {
    const checked = checkOtp(otp.code, otp.template);
    return checked.ok
      ? devsmsOutcome(await client.sendOtp(phone, checked.otp, signal), 'code')
      : { kind: 'permanent', code: 'refused', detail: checked.detail };
  }
  // A refusal that needs no request.
  if (!reaches(recipient, settings)) {
    const detail = 'DevSMS sends the type "simple" to Uzbek numbers only.';
    return { kind: 'permanent', code: 'refused', detail };
  }
  return devsmsOutcome(await client.sendText(phone, text, callbackUrl, signal), 'text');
}

/** The limits of section 1.1: what they refuse must not go out, for a refused one is charged. */
const Otp = z.object({ templateType: DevsmsTemplateType, serviceName: ServiceName, code: OtpCode });

function checkOtp(
  code: string,
  { type, serviceName }: NonNullable<OutgoingOtp['template']>,
): { ok: true; otp: DevsmsOtp } | { ok: false; detail: string } {
  const parsed = Otp.safeParse({ templateType: type, serviceName, code });
  if (parsed.success) return { ok: true, otp: parsed.data };
  return { ok: false, detail: parsed.error.issues.map(({ message }) => message).join(' ') };
}

function toRow({ id, phone, message, createdAt, cost }: DevsmsSms): HistoryRow {
  const row = { providerId: id, recipient: phone, text: message, createdAt, reference: null };
  return cost ? { ...row, cost } : row;
}

/** The pages for a look-up, in which a row whose number cannot be read may be anybody's. */
function pagesOfNumbers(client: DevsmsClient, signal: AbortSignal) {
  return {
    firstPosition: 0,
    nextPosition: (offset: number, rows: number) => offset + (rows > OVERLAP ? rows - OVERLAP : rows),
    async readPage(offset: number): Promise<HistoryPage> {
      const page = await client.readHistory({ limit: MOST_ROWS, offset, status: null }, signal);
      const rows = page.rows.map(toRow).filter(({ recipient }) => toE164(recipient) !== null);
      const unreadable = page.unreadable + page.rows.length - rows.length;
      return { ...page, rows, unreadable: page.lacksRows ? 1 : unreadable };
    },
  };
}

function toReport({ id, status, deliveredAt, failedAt, cost }: DevsmsSms): HistoryReport {
  const state = devsmsState(status);
  const at = state === 'delivered' ? deliveredAt : state === 'undelivered' ? failedAt : null;
  return {
    providerId: id,
    state,
    ...(at === null ? {} : { at }),
    ...(state === 'undelivered' ? { detail: status } : {}),
    ...(cost ? { cost } : {}),
  };
}
