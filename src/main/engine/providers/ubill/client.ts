import { z } from 'zod';
import type { UbillSettings } from '../../../../shared/account.ts';
import type { UbillBrand, UbillDelivery } from '../../../../shared/ubill.ts';
import { Numeric, parseJson, readAnswer, rowsOf, VendorId, wordsOf } from '../answer.ts';
import { openAccountHttp, type Exchange } from '../http.ts';
import { AccountTrouble } from '../provider.ts';
import { CODES } from './outcome.ts';
import { keyFields, sendBody, sendPath, type SendRequest } from './send-request.ts';
import { WholeNumber } from './whole-number.ts';

/**
 * uBill's calls: the documented send (ubill-api.txt) and what only the vendor's SDK shows (field notes).
 * The latter is not documented, so each of those calls gives undefined where the account does not have its page
 * (403, 404, 405), and throws `AccountTrouble` where it could not ask.
 */
export interface UbillClient {
  send(request: SendRequest, signal: AbortSignal): Promise<Exchange>;
  /** How many SMS are left. */
  findBalance(signal: AbortSignal): Promise<number | undefined>;
  findBrands(signal: AbortSignal): Promise<readonly UbillBrand[] | undefined>;
  /** Asks for a sender name of 2 to 11 characters; uBill's words about it. Throws `refused` with a reason. */
  createBrand(name: string, signal: AbortSignal): Promise<string | undefined>;
  /** The state of each number of one request. */
  findReport(smsId: string, signal: AbortSignal): Promise<readonly UbillDelivery[] | undefined>;
  /** Closes sockets. */
  close(): Promise<void>;
}

/** Whole SMS: of the rest of one that an amount such as `"12.50"` shows, nothing can be sent. */
const Amount = Numeric.transform(Math.floor);
const Balance = z.object({ sms: Amount });
const Brand = z.object({
  id: VendorId,
  name: z.string().catch(''),
  authorized: z.union([z.string(), z.number(), z.boolean()]).catch(0),
  createdAt: z.string().nullable().catch(null),
});
/** A list of which nothing can be read is not an empty one. */
const BrandRows = z
  .array(z.unknown())
  .refine((rows) => rows.length === 0 || rows.some((row) => Brand.safeParse(row).success))
  .pipe(rowsOf(Brand));
/** Some answers say `data` for `brands` (field notes). */
const Brands = z.union([
  z.object({ brands: BrandRows }),
  z.object({ data: BrandRows }).transform(({ data }) => ({ brands: data })),
]);
const States = z.object({ result: rowsOf(z.object({ number: VendorId, statusID: WholeNumber })) });
const Verdict = z.object({ statusID: WholeNumber });

/** The `statusID` of a refused brand, as public clients tell it: other things than at a send. */
const BRAND_REFUSALS: Readonly<Record<number, string>> = {
  10: 'uBill found no brand name in the request.',
  20: 'A brand has 2 to 11 characters.',
  30: 'uBill does not allow some of these characters in a brand.',
  40: 'This brand exists already.',
  50: 'An earlier brand still waits for its approval. Try again after that.',
};

/** Opens uBill's API for one account. */
export function openUbill(settings: UbillSettings, secret: string): UbillClient {
  const key = secret.trim();
  const query = keyFields(settings, key).map((field) => `?${field}`);
  const pathOf = (page: string): string => [page, ...query].join('');
  const http = openAccountHttp(settings, secret, (header) =>
    settings.keyIn === 'header' ? { key: header } : {},
  );

  const find = async <T>(page: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T | undefined> => {
    const answer = await http.request({ method: 'GET', path: pathOf(page) }, signal);
    if (isMissing(answer)) return undefined;
    throwRefusal(answer);
    return readAnswer(answer, schema);
  };
  return {
    // A GET that sends: the client below it repeats nothing, whatever the method.
    send: (request, signal) =>
      http.request(
        settings.method === 'GET'
          ? { method: 'GET', path: sendPath(settings, key, request) }
          : { method: 'POST', path: pathOf('/sms/send'), json: sendBody(settings, request) },
        signal,
      ),
    findBalance: async (signal) => (await find('/sms/balance', Balance, signal))?.sms,
    async findBrands(signal) {
      const answer = await find('/sms/brandNames', Brands, signal);
      return answer?.brands.map((brand) => ({
        ...brand,
        authorized: ['1', 'true'].includes(String(brand.authorized)),
      }));
    },
    async createBrand(name, signal) {
      const path = pathOf('/sms/brandNameCreate');
      const answer = await http.request({ method: 'POST', path, json: { brandName: name } }, signal);
      if (isMissing(answer)) return undefined;
      throwBrandRefusal(answer);
      const body = readAnswer(answer, z.looseObject(Verdict.shape));
      return wordsOf(body) || 'uBill took the brand. It can send once uBill has approved it.';
    },
    async findReport(smsId, signal) {
      const answer = await find(`/sms/report/${encodeURIComponent(smsId.toWellFormed())}`, States, signal);
      return answer?.result.map(({ number, statusID }) => ({
        number: number.replace(/\D/g, ''),
        statusId: statusID,
      }));
    },
    close: () => http.close(),
  };
}

/** A wrong key is 401 (field notes): 403 and 405 are of a page that this account, or nobody, has. */
function isMissing(answer: Exchange): boolean {
  return answer.kind === 'answer' && [403, 404, 405].includes(answer.status);
}

/** The code of an answer that says no; null for all others. */
function refusalOf(answer: Exchange): { statusID: number; words: string } | null {
  // What those statuses mean does not hang on a code: a wrong key, too much at once.
  if (answer.kind !== 'answer' || answer.status >= 500) return null;
  if ([401, 403, 408, 429].includes(answer.status)) return null;
  const body = parseJson(answer.text);
  const verdict = Verdict.safeParse(body);
  if (!verdict.success || verdict.data.statusID === 0) return null;
  return { statusID: verdict.data.statusID, words: wordsOf(body) };
}

function throwRefusal(answer: Exchange): void {
  const refusal = refusalOf(answer);
  if (!refusal) return;
  const { statusID } = refusal;
  throw new AccountTrouble('account', CODES[statusID]?.words ?? `uBill answered code ${statusID}.`);
}

function throwBrandRefusal(answer: Exchange): void {
  const refusal = refusalOf(answer);
  if (!refusal) return;
  const { statusID, words } = refusal;
  const own = `${words === '' ? '' : `${words}, `}code ${statusID}`;
  const known = BRAND_REFUSALS[statusID];
  if (known !== undefined) throw new AccountTrouble('refused', `${known} (${own})`);
  throw new AccountTrouble('account', `uBill did not take the brand. (${own})`);
}
