import { DateTime } from 'luxon';
import { z } from 'zod';
import type { DevsmsSettings } from '../../../../shared/account.ts';
import { parseMoney, type Money } from '../../../../shared/money.ts';
import { parseJson, readAnswer, skewOf, VendorId } from '../answer.ts';
import type { HistoryPage, HistoryRow } from '../history-search.ts';
import type { Exchange, Http } from '../http.ts';

/** The calls of the DevSMS document (devsms-api.txt) that messages need. */
export interface DevsmsClient {
  /** Section 1. `phone` is digits without a plus; `from` and `type` come from the settings. */
  send(phone: string, message: string, signal: AbortSignal): Promise<Exchange>;
  /** Section 2: newest rows first as far as anyone saw, `MOST_ROWS` at most, from the `offset`-th on. */
  readHistory(offset: number, signal: AbortSignal): Promise<DevsmsPage>;
  /** Section 3. What the answer does not say is null. */
  readBalance(signal: AbortSignal): Promise<{ balance: Money | null; price: Money | null }>;
  /** Section 4; undefined where the provider does not know the id. */
  findMessage(id: string, signal: AbortSignal): Promise<DevsmsRow | undefined>;
}

export interface DevsmsPage extends HistoryPage {
  readonly rows: readonly DevsmsRow[];
}

export interface DevsmsRow extends HistoryRow {
  readonly status: string;
  /** When it was delivered or failed, wall clock ms. */
  readonly settledAt: number | null;
}

/** Rows of one history page, at most (section 2). */
const MOST_ROWS = 200;

/** `"$0.005"`, `0.005` and `"400.00"` have all been seen (field notes). */
const MoneyText = z.union([z.string(), z.number()]).nullish().catch(null);
const Text = z.string().nullish().catch(null);

const Row = z.object({
  id: VendorId,
  phone_number: z.union([z.string(), z.int().transform(String)]),
  message: Text,
  status: Text,
  total_cost: MoneyText,
  created_at: Text,
  delivered_at: Text,
  failed_at: Text,
});
const HistoryAnswer = z.object({ data: z.object({ history: z.array(z.unknown()) }) });
const BalanceAnswer = z.object({ data: z.object({ balance: MoneyText, sms_price: MoneyText }) });
const StatusAnswer = z.object({ data: Row });

export function openDevsmsClient(http: Http, settings: DevsmsSettings): DevsmsClient {
  const get = (path: string, signal: AbortSignal) => http.request({ method: 'GET', path }, signal);
  return {
    send(phone, message, signal) {
      const json = { phone, message, from: settings.from, type: settings.type };
      return http.request({ method: 'POST', path: '/send_sms.php', json }, signal);
    },

    async readHistory(offset, signal) {
      const answer = await get(`/get_history.php?limit=${MOST_ROWS}&offset=${offset}`, signal);
      const all = readAnswer(answer, HistoryAnswer).data.history;
      const rows = all.map((row) => Row.safeParse(row)).filter((row) => row.success);
      return {
        rows: rows.map((row) => toRow(row.data, settings.timeZone)),
        unreadable: all.length - rows.length,
        clockSkewMs: skewOf(answer),
      };
    },

    async readBalance(signal) {
      const { data } = readAnswer(await get('/get_balance.php', signal), BalanceAnswer);
      return { balance: dollars(data.balance), price: dollars(data.sms_price) };
    },

    async findMessage(id, signal) {
      // A number is the `sms_id`, all else a `request_id`; the wrong key reads as "not found" (field notes).
      const key = /^\d+$/.test(id) ? 'sms_id' : 'request_id';
      const answer = await get(`/get_status.php?${key}=${encodeURIComponent(id)}`, signal);
      return isNotFound(answer) ? undefined : toRow(readAnswer(answer, StatusAnswer).data, settings.timeZone);
    },
  };
}

/** An amount in the currency of all of DevSMS's amounts. */
export function dollars(value: string | number | null | undefined): Money | null {
  return parseMoney(value, 'USD');
}

/** 404, or a 200 that says `success: false`: an unknown id is not the account's trouble. */
function isNotFound(answer: Exchange): boolean {
  if (answer.kind !== 'answer') return false;
  const refused = z.object({ success: z.literal(false) }).safeParse(parseJson(answer.text)).success;
  return answer.status === 404 || (answer.status === 200 && refused);
}

function toRow(row: z.infer<typeof Row>, zone: string): DevsmsRow {
  const cost = dollars(row.total_cost);
  return {
    providerId: row.id,
    recipient: row.phone_number,
    text: row.message ?? null,
    createdAt: parseTime(row.created_at, zone),
    reference: null,
    status: row.status ?? '',
    settledAt: parseTime(row.delivered_at, zone) ?? parseTime(row.failed_at, zone),
    ...(cost ? { cost } : {}),
  };
}

/** `2026-03-09 10:29:58` in the account's zone, which the document does not name; ISO 8601 is understood too. */
function parseTime(text: string | null | undefined, zone: string): number | null {
  if (!text) return null;
  const time = [DateTime.fromSQL(text, { zone }), DateTime.fromISO(text, { zone })].find((t) => t.isValid);
  return time?.toMillis() ?? null;
}
