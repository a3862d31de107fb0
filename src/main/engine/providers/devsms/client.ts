import { z } from 'zod';
import type { DevsmsSettings } from '../../../../shared/account.ts';
import type { DevsmsBalance, DevsmsHistoryQuery, DevsmsSms } from '../../../../shared/devsms.ts';
import type { DevsmsTemplateType } from '../../../../shared/otp.ts';
import { parseJson, readAnswer, skewOf, wordsOf } from '../answer.ts';
import { bearer, openAccountHttp, withoutSecret, type Exchange } from '../http.ts';
import { AccountTrouble } from '../provider.ts';
import { Count, Dollars, smsField } from './fields.ts';
import { isAboutKey, isAboutServer } from './refusal.ts';

/** The calls of the DevSMS document (devsms-api.txt). All but the sends throw `AccountTrouble`. */
export interface DevsmsClient {
  /** Section 1. `phone` is digits without a plus; `from` and `type` come from the settings. */
  sendText(
    phone: string,
    message: string,
    callbackUrl: string | undefined,
    signal: AbortSignal,
  ): Promise<Exchange>;
  /** Section 1.1, whose parameters are all there are: no `message`, no `from`, no `callback_url`. */
  sendOtp(phone: string, otp: DevsmsOtp, signal: AbortSignal): Promise<Exchange>;
  /** Section 2: newest rows first as far as anyone saw. */
  readHistory(query: DevsmsHistoryPart, signal: AbortSignal): Promise<DevsmsPage>;
  /** Section 3. */
  readBalance(signal: AbortSignal): Promise<DevsmsBalance>;
  /** Section 4, by `sms_id` (digits) or `request_id`. Throws `not-found` where DevSMS does not know it. */
  getMessage(id: string, signal: AbortSignal): Promise<DevsmsSms>;
  /** Closes sockets. */
  close(): Promise<void>;
}

/** A code in one of the approved texts; within the limits of section 1.1, for a refused one is charged. */
export interface DevsmsOtp {
  readonly templateType: DevsmsTemplateType;
  readonly serviceName: string;
  readonly code: string;
}

/** Which rows of the history; `limit` is 200 at most. */
export type DevsmsHistoryPart = Omit<z.output<typeof DevsmsHistoryQuery>, 'accountId'>;

export interface DevsmsPage {
  readonly rows: readonly DevsmsSms[];
  /** Rows without an id. */
  readonly unreadable: number;
  /** Whether it is empty and counts rows all the same: what lacks them is no history's end. */
  readonly lacksRows: boolean;
  /** How far DevSMS's clock is ahead of ours; null where it does not tell. */
  readonly clockSkewMs: number | null;
}

/**
 * Only an explicit `success: true` is a success (field notes): the empty history of a refusal would else be
 * proof that a message was never taken, and it would be sent again.
 */
const Success = z.object({ success: z.literal(true) });

const HistoryAnswer = Success.extend({ data: z.object({ history: z.array(z.unknown()), count: Count }) });

const NO_STATISTICS = {
  total_sms: null,
  total_spent: null,
  today_sms: null,
  today_spent: null,
  month_sms: null,
  month_spent: null,
};
const Statistics = z.object({
  total_sms: Count,
  total_spent: Dollars,
  today_sms: Count,
  today_spent: Dollars,
  month_sms: Count,
  month_spent: Dollars,
});
const BalanceAnswer = Success.extend({
  data: z.object({ balance: Dollars, sms_price: Dollars, statistics: Statistics.catch(NO_STATISTICS) }),
});

/** DevSMS's words for an id that it does not know; a 200 may say so too (field notes). */
const UNKNOWN_ID = /topilmadi|mavjud emas|not found|не найден/i;

/** Opens the API for one account, with sockets of its own. */
export function openDevsms(settings: DevsmsSettings, secret: string): DevsmsClient {
  const http = openAccountHttp(settings, secret, bearer);
  const Sms = smsField(settings.timeZone);
  const MessageAnswer = Success.extend({ data: Sms });
  const get = (path: string, signal: AbortSignal) => http.request({ method: 'GET', path }, signal);
  const send = (json: object, signal: AbortSignal) =>
    http.request({ method: 'POST', path: '/send_sms.php', json }, signal);
  return {
    async sendText(phone, message, callbackUrl, signal) {
      const { from, type } = settings;
      const callback = callbackUrl === undefined ? {} : { callback_url: callbackUrl };
      const exchange = await send({ phone, message, from, type, ...callback }, signal);
      return withoutSecret(exchange, callbackUrl);
    },

    sendOtp(phone, { templateType, serviceName, code }, signal) {
      const otp = { template_type: templateType, service_name: serviceName, otp_code: code };
      return send({ phone, type: 'universal_otp', ...otp }, signal);
    },

    async readHistory({ limit, offset, status }, signal) {
      const filter = status === null ? '' : `&status=${status}`;
      const answer = await get(`/get_history.php?limit=${limit}&offset=${offset}${filter}`, signal);
      const { history: all, count } = read(answer, HistoryAnswer).data;
      const rows = all.map((row) => Sms.safeParse(row)).filter((row) => row.success);
      return {
        rows: rows.map((row) => row.data),
        unreadable: all.length - rows.length,
        // It may count the rows of the page or all that there are (field notes).
        lacksRows: all.length === 0 && (count ?? 0) > offset,
        clockSkewMs: skewOf(answer),
      };
    },

    async readBalance(signal) {
      const { data } = read(await get('/get_balance.php', signal), BalanceAnswer);
      const { statistics } = data;
      return {
        balance: data.balance,
        price: data.sms_price,
        statistics: {
          totalSms: statistics.total_sms,
          totalSpent: statistics.total_spent,
          todaySms: statistics.today_sms,
          todaySpent: statistics.today_spent,
          monthSms: statistics.month_sms,
          monthSpent: statistics.month_spent,
        },
      };
    },

    async getMessage(id, signal) {
      // A number is the `sms_id`, all else a `request_id`; the wrong key reads as "not found" (field notes).
      const key = /^\d+$/.test(id) ? 'sms_id' : 'request_id';
      const answer = await get(`/get_status.php?${key}=${encodeURIComponent(id.toWellFormed())}`, signal);
      const unknown = wordsOfUnknownId(answer);
      if (unknown !== null) throw new AccountTrouble('not-found', unknown);
      const sms = read(answer, MessageAnswer).data;
      const shown = key === 'sms_id' ? sms.id : sms.requestId;
      if (shown === null || shown === id) return sms;
      throw new AccountTrouble('not-found', 'DevSMS answered about another message.');
    },

    close: () => http.close(),
  };
}

/** DevSMS's words, where they say that there is no such id; null for every other answer. */
function wordsOfUnknownId(answer: Exchange): string | null {
  if (answer.kind !== 'answer') return null;
  const body = parseJson(answer.text);
  const words = wordsOf(body);
  const refused = z.object({ success: z.literal(false) }).safeParse(body).success;
  const unknown = answer.status === 404 || (answer.status < 300 && UNKNOWN_ID.test(words));
  return refused && unknown && words !== '' ? words : null;
}

/** As `readAnswer`; a refusal has no code, so its words tell whether it is about the key or the server. */
function read<T>(answer: Exchange, schema: z.ZodType<T>): T {
  try {
    return readAnswer(answer, schema);
  } catch (error) {
    const trouble = error instanceof AccountTrouble && error.kind === 'account' ? error.message : '';
    if (isAboutKey(trouble)) throw new AccountTrouble('auth', trouble);
    throw isAboutServer(trouble) ? new AccountTrouble('provider', trouble) : error;
  }
}
