import { z } from 'zod';
import type { MobsmsSettings } from '../../../../shared/account.ts';
import { parseJson, readAnswer, wordsOf } from '../answer.ts';
import { openAccountHttp, type Exchange, type HttpRequest } from '../http.ts';
import { AccountTrouble } from '../provider.ts';

/** The connection below all of MobSMS's calls. */
export interface MobsmsApi {
  /** One request and what became of it, for sends. */
  exchange(request: HttpRequest, signal: AbortSignal): Promise<Exchange>;
  /** One request and its answer, read with `schema`. Throws as `readMobsms`, which says what `feature` is. */
  ask<T>(feature: string, request: HttpRequest, schema: z.ZodType<T>, signal: AbortSignal): Promise<T>;
  /** Closes sockets. */
  close(): Promise<void>;
}

/** Opens the API with sockets of its own; without a key for the few pages that ask for none. */
export function openMobsmsApi(
  settings: Pick<MobsmsSettings, 'baseUrl' | 'timeoutSeconds'>,
  secret: string | null,
): MobsmsApi {
  const http = openAccountHttp(settings, secret ?? '', (key) => ({
    ...(secret === null ? {} : { authorization: `Bearer ${key}` }),
    // The document names it with every request, those without a body too.
    'content-type': 'application/json',
  }));
  return {
    exchange: (request, signal) => http.request(request, signal),
    ask: async (feature, request, schema, signal) =>
      readMobsms(await http.request(request, signal), feature, schema),
    close: () => http.close(),
  };
}

const Upgrade = z.object({ upgrade: z.literal([true, 1, '1', 'true']) });
const Refused = z.object({ success: z.literal(false) });

/** Whether an answer says that the account's plan lacks what was asked for (Introduction: 403, `upgrade`). */
export function isUpgrade(status: number, body: unknown): boolean {
  return status === 403 && Upgrade.safeParse(body).success;
}

/** Whether an answer says outright that it refuses. */
export function isRefusal(body: unknown): boolean {
  return Refused.safeParse(body).success;
}

/**
 * Reads an answer to anything but a send. `feature` says in a few words what was asked for.
 *
 * Throws `AccountTrouble`: `upgrade` where the plan lacks the feature; `not-found` for a 404 with a message, as
 * *Get a message* answers; `refused` for a 422 or a `success: false`, with the words of its fields; for the
 * rest as `readAnswer`.
 */
export function readMobsms<T>(exchange: Exchange, feature: string, schema: z.ZodType<T>): T {
  if (exchange.kind !== 'answer') return readAnswer(exchange, schema);
  const { status } = exchange;
  const body = parseJson(exchange.text);
  const words = wordsOf(body);
  if (isUpgrade(status, body)) {
    throw new AccountTrouble('upgrade', `${words} MobSMS Premium is needed for ${feature}.`.trim());
  }
  if (status === 404) {
    // Laravel's words for an address that does not exist; another server's page has none of ours.
    const isAddress = words === '' || /\broute\b|^not found\.?$/i.test(words);
    if (!isAddress) throw new AccountTrouble('not-found', words);
    const detail = `${words || 'The provider answered 404.'} Is the base address right?`;
    throw new AccountTrouble('account', detail);
  }
  const refused = status === 422 || (status < 300 && isRefusal(body));
  if (refused) throw new AccountTrouble('refused', words || `MobSMS refused it (${status}).`);
  return readAnswer(exchange, schema);
}

/** The path of one thing with an id. Throws `not-found` for an id that would be the path of another page. */
export function pathTo(collection: string, id: string): string {
  const segment = id.trim().toWellFormed();
  if (['', '.', '..'].includes(segment))
    throw new AccountTrouble('not-found', 'Say the id of what is meant.');
  return `${collection}/${encodeURIComponent(segment)}`;
}

/** For answers of which only their success counts. */
export const Anything = z.unknown();
