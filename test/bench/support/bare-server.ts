import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

/**
 * A server in a process of its own that takes every message at once and remembers none: what a provider could be at its
 * very best, so that all the time that is measured is Kaptar's own.
 */
export interface BareServer {
  /** `http://127.0.0.1:…`, without a trailing slash. */
  readonly url: string;
  stop(): void;
}

/** Starts the server; it also ends with this process. */
export async function startBareServer(): Promise<BareServer> {
  const child = fork(fileURLToPath(import.meta.url), ['serve']);
  const [port] = (await once(child, 'message')) as [number];
  return { url: `http://127.0.0.1:${port}`, stop: () => void child.kill() };
}

let lastId = 0;

/** What the three providers answer to a send and to what is asked at each start, by path (provider-docs: devsms 1, ubill "sms/send", mobsms "sms"). */
const answers: Readonly<Record<string, (body: string) => { status: number; body: unknown }>> = {
  '/send_sms.php': () => ({
    status: 200,
    body: { success: true, data: { sms_id: ++lastId, parts_count: 1, total_cost: 0.01, balance: 100 } },
  }),
  '/get_balance.php': () => ({
    status: 200,
    body: { success: true, data: { balance: 100, sms_price: 0.01, statistics: {} } },
  }),
  '/sms/inbox': () => ({ status: 200, body: { success: true, data: [] } }),
  '/sms/send': () => ({ status: 200, body: { statusID: 0, smsID: ++lastId, message: 'OK' } }),
  '/sms/bulk': (body) => {
    const { recipients } = JSON.parse(body) as { recipients: (string | { number: string })[] };
    const data = recipients.map((one) => ({
      id: ++lastId,
      recipient_number: typeof one === 'string' ? one : one.number,
      status: 'pending',
    }));
    return { status: 201, body: { success: true, message: 'Bulk SMS queued for sending', data } };
  },
};

function serve(): void {
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  process.on('disconnect', () => process.exit());
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answerTo = answers[request.url?.split('?')[0] ?? ''];
  const text = await readBody(request);
  const { status, body } = answerTo ? answerTo(text) : { status: 404, body: {} };
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (text += chunk));
    request.on('end', () => resolve(text));
  });
}

if (process.argv[2] === 'serve') serve();
