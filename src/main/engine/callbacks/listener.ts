import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallbackSettings } from '../../../shared/callbacks.ts';
import { createAnswerer, type Answer, type CallTally, type ListenerTools } from './answer.ts';

/** Hears the providers' calls about delivery and incoming messages. */
export interface CallbackListener {
  /** Binds anew, or closes, as the settings say. Never throws: a port that is taken becomes `trouble`. */
  listen(settings: CallbackSettings): Promise<void>;
  standing(): ListenerStanding;
  /** Cuts all connections; what was being taken note of is written when this resolves. */
  close(): Promise<void>;
}

export interface ListenerStanding {
  /** Null where it does not listen. */
  readonly listeningOn: number | null;
  /** Why it does not listen though it should, in words for the operator. */
  readonly trouble: string | null;
  /** Of accounts that were called since the start. */
  readonly accounts: ReadonlyMap<number, CallTally>;
}

/** At the same time: enough for a gateway that opens one for each call of a group, too few to use up memory. */
const MOST_CONNECTIONS = 128;

/** A call is a few hundred bytes: who needs longer for it keeps a place from others on purpose. */
const HEADERS_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 10_000;
/** How late a call that is too slow may be found out. */
const CHECK_MS = 1_000;

/** Below what common proxies keep, and long enough for the calls of one batch to share a connection. */
const KEEP_ALIVE_MS = 4_000;

/** Bytes; a target with a query and common headers are below two thousand. */
const LARGEST_HEADERS = 8_192;

/**
 * Who names no right token is answered this long after the request, so that the time does not tell whether
 * there is such an account.
 */
const STRANGER_MS = 50;

/** A server and the place that the settings gave it. */
interface OpenServer {
  readonly server: Server;
  readonly host: string;
  readonly port: number;
}

/** A listener that does not listen yet: see `listen`. */
export function createCallbackListener(tools: ListenerTools): CallbackListener {
  const answerer = createAnswerer(tools);
  const inWork = new Set<Promise<void>>();
  let open: OpenServer | null = null;
  let trouble: string | null = null;
  let last: Promise<void> = Promise.resolve();

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const began = performance.now();
    const answer = await answerer.answer(request);
    if (answer.ends) {
      await sleep(Math.max(0, STRANGER_MS - (performance.now() - began)));
    }
    write(response, answer);
  };
  const bind = async ({ host, port }: CallbackSettings): Promise<OpenServer> => {
    // Only now: naming it above would hold up each start of the engine by what Node brings along with it.
    const { createServer } = await import('node:http');
    const opened = createServer(
      {
        headersTimeout: HEADERS_TIMEOUT_MS,
        requestTimeout: REQUEST_TIMEOUT_MS,
        connectionsCheckingInterval: CHECK_MS,
        keepAliveTimeout: KEEP_ALIVE_MS,
        maxHeaderSize: LARGEST_HEADERS,
      },
      (request, response) => {
        const work = respond(request, response).finally(() => inWork.delete(work));
        inWork.add(work);
      },
    );
    opened.maxConnections = MOST_CONNECTIONS;
    opened.listen(port, host);
    await once(opened, 'listening');
    opened.on('error', (error) => tools.log.error('callbacks.server', error));
    return { server: opened, host, port };
  };
  const shut = async (): Promise<void> => {
    if (!open) return;
    const closing = open.server;
    open = null;
    const closed = once(closing, 'close');
    closing.close();
    closing.closeAllConnections();
    await closed;
    await Promise.all(inWork);
  };
  const apply = async (settings: CallbackSettings): Promise<void> => {
    const stays = settings.enabled && settings.host === open?.host && settings.port === open.port;
    if (!stays) await shut();
    trouble = null;
    if (settings.enabled && !open) {
      try {
        open = await bind(settings);
        tools.log.info('callbacks.listening', { port: portOf(open) });
      } catch (error) {
        trouble = troubleOf(error, settings);
        tools.log.error('callbacks.not-listening', error);
      }
    }
    tools.onStanding();
  };
  /** One change after another: two at a time could leave a server behind that nobody knows. */
  const inTurn = (act: () => Promise<void>): Promise<void> => {
    last = last.then(act, act);
    return last;
  };

  return {
    listen: (settings) => inTurn(() => apply(settings)),
    standing: () => ({ listeningOn: portOf(open), trouble, accounts: answerer.tallies }),
    async close() {
      await inTurn(shut);
      answerer.stop();
    },
  };
}

/** The port that it really has: the settings may say "any". */
function portOf(open: OpenServer | null): number | null {
  return open ? (open.server.address() as AddressInfo).port : null;
}

function write(response: ServerResponse, { status, headers, ends }: Answer): void {
  const text = status === 200 ? 'OK' : String(status);
  response.writeHead(status, {
    'content-type': 'text/plain',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    // Node then ends the connection: a stranger who sends his body slowly would keep a place from others.
    ...(ends ? { connection: 'close' } : {}),
    ...headers,
  });
  response.end(text);
}

function troubleOf(error: unknown, { host, port }: CallbackSettings): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return `Another program has port ${port}. Choose another port.`;
    case 'EACCES':
      return `This computer does not let Kaptar have port ${port}. Choose one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host} is no address of this computer. Use 127.0.0.1.`;
    default:
      return `The listener cannot be opened: ${error instanceof Error ? error.message : String(error)}`;
  }
}
