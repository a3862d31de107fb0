import { z } from 'zod';
import type { UbillSettings } from '../../../../shared/account.ts';
import { parseJson, readAnswer, VendorId } from '../answer.ts';
import type { Exchange, Http } from '../http.ts';
import { AccountTrouble } from '../provider.ts';
import { CODES } from './outcome.ts';
import { StatusId } from './status-id.ts';

/**
 * The documented send (ubill-api.txt) and, of the vendor's SDK, what messages need (field notes). The
 * latter is not documented, so each of those calls gives undefined where its page does not exist (404).
 */
export interface UbillClient {
  /** `path` from `sendPath`. */
  send(path: string, signal: AbortSignal): Promise<Exchange>;
  /** How many SMS are left. */
  findBalance(signal: AbortSignal): Promise<number | undefined>;
  findBrands(signal: AbortSignal): Promise<readonly UbillBrand[] | undefined>;
  /** The state of each number of one request. */
  findReport(smsId: string, signal: AbortSignal): Promise<readonly UbillState[] | undefined>;
}

export interface UbillBrand {
  readonly id: string;
  readonly name: string;
  readonly authorized: boolean;
}

export interface UbillState {
  /** Digits. */
  readonly number: string;
  readonly statusId: number;
}

const Balance = z.object({ sms: z.coerce.number().pipe(z.int()) });
const Brand = z.object({
  id: VendorId,
  name: z.string().catch(''),
  authorized: z.union([z.string(), z.number(), z.boolean()]).catch(0),
});
/** Some answers say `data` for `brands` (field notes). */
const Brands = z.union([
  z.object({ brands: z.array(Brand) }),
  z.object({ data: z.array(Brand) }).transform(({ data }) => ({ brands: data })),
]);
const States = z.object({ result: z.array(z.object({ number: VendorId, statusID: StatusId })) });

export function openUbillClient(http: Http): UbillClient {
  const find = async <T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T | undefined> => {
    const answer = await http.request({ method: 'GET', path }, signal);
    if (answer.kind === 'answer' && answer.status === 404) return undefined;
    if (answer.kind === 'answer' && answer.status === 200) throwRefusal(parseJson(answer.text));
    return readAnswer(answer, schema);
  };
  return {
    // A GET that sends: the client below it repeats nothing, whatever the method.
    send: (path, signal) => http.request({ method: 'GET', path }, signal),
    findBalance: async (signal) => (await find('/sms/balance', Balance, signal))?.sms,
    async findBrands(signal) {
      const answer = await find('/sms/brandNames', Brands, signal);
      return answer?.brands.map((brand) => ({
        ...brand,
        authorized: ['1', 'true'].includes(String(brand.authorized)),
      }));
    },
    async findReport(smsId, signal) {
      const answer = await find(`/sms/report/${encodeURIComponent(smsId)}`, States, signal);
      return answer?.result.map(({ number, statusID }) => ({
        number: number.replace(/\D/g, ''),
        statusId: statusID,
      }));
    },
  };
}

/**
 * Path and query of a send, without its numbers: those follow as digits with commas between them. `otp`
 * and `sendTime` are never used: campaigns are no codes, and Kaptar keeps its own schedule.
 */
export function sendPath(settings: UbillSettings, text: string): string {
  const query = `brandID=${settings.brandID}&text=${percentEncode(text)}&stopList=${settings.stopList}`;
  return `/sms/send?${query}&numbers=`;
}

/** All but letters, digits and `-._~` (RFC 3986, 2.3): a bare `+` would arrive as a space. */
function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function throwRefusal(body: unknown): void {
  const refused = z.object({ statusID: StatusId }).safeParse(body);
  if (!refused.success || refused.data.statusID === 0) return;
  const { statusID } = refused.data;
  throw new AccountTrouble('account', CODES[statusID]?.words ?? `uBill answered code ${statusID}.`);
}
