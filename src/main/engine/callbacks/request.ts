import type { IncomingMessage } from 'node:http';
import { CallbackTopic } from '../../../shared/callbacks.ts';

/** What a path names, after `callbackPath`. */
export interface CallbackAddress {
  readonly accountId: number;
  readonly topic: CallbackTopic;
  readonly token: string;
  readonly query: URLSearchParams;
}

/** Bytes of a body; a status is a few hundred, a long incoming message a few thousand. */
const LARGEST_BODY = 64 * 1024;

/** At the end of a path, since a proxy may leave its own prefix before it. */
const ADDRESS = new RegExp(`/callbacks/(\\d{1,15})/(${CallbackTopic.options.join('|')})/([\\w-]{1,100})$`);

/** Reads the target of a request; undefined for any that is no callback address. */
export function parseAddress(target: string): CallbackAddress | undefined {
  if (!URL.canParse(target, 'http://listener')) return undefined;
  const { pathname, searchParams } = new URL(target, 'http://listener');
  const [, accountId, topic, token = ''] = ADDRESS.exec(pathname) ?? [];
  const known = CallbackTopic.safeParse(topic);
  return known.success
    ? { accountId: Number(accountId), topic: known.data, token, query: searchParams }
    : undefined;
}

/**
 * The whole body as text; null where it is too large. The rest of such a one is read and dropped, so that the
 * caller hears the answer; the server's request time-out ends those that never end.
 */
export async function readBody(incoming: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size <= LARGEST_BODY) chunks.push(bytes);
    else chunks.length = 0;
  }
  return size <= LARGEST_BODY ? Buffer.concat(chunks).toString('utf8') : null;
}
