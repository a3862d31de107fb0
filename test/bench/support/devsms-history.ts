import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as the server keeps it. */
export interface KeptSms {
  readonly id: number;
  readonly phone: string;
  /** Wall clock ms. */
  readonly createdAt: number;
  /** When it is delivered, wall clock ms. */
  readonly deliveredAt: number;
}

/** A server that answers questions as DevSMS's document has it (sections 2 and 4), and counts them. */
export interface HistoryServer {
  readonly url: string;
  /** The oldest first. */
  readonly messages: KeptSms[];
  readonly requests: { pages: number; singles: number };
  stop(): Promise<void>;
}

/** Asia/Tashkent: what the account's settings take its times for. */
const ZONE_MS = 5 * 3_600_000;

/**
 * Starts the server.
 *
 * @param now the time of which it tells, wall clock ms
 * @param onRequest is waited for before an answer is made: what happens while the request is on its way
 */
export async function startHistoryServer(
  now: () => number,
  onRequest: () => Promise<void>,
): Promise<HistoryServer> {
  const messages: KeptSms[] = [];
  const requests = { pages: 0, singles: 0 };

  function showPage(query: URLSearchParams): unknown {
    requests.pages += 1;
    const limit = Math.min(200, Number(query.get('limit') ?? 50));
    const offset = Number(query.get('offset') ?? 0);
    const end = Math.max(0, messages.length - offset);
    const history = messages
      .slice(Math.max(0, end - limit), end)
      .toReversed()
      .map(row);
    return { success: true, data: { history, count: history.length, limit, offset } };
  }

  function showOne(query: URLSearchParams): unknown {
    requests.singles += 1;
    const id = Number(query.get('sms_id'));
    const sms = messages.find((message) => message.id === id);
    return sms ? { success: true, data: row(sms) } : { success: false, error: 'SMS topilmadi' };
  }

  function row({ id, phone, createdAt, deliveredAt }: KeptSms) {
    const isDelivered = deliveredAt <= now();
    return {
      id,
      phone_number: phone,
      message: 'Hurmatli Aziza Karimova, ertaga soat 9:00 da kutamiz!',
      status: isDelivered ? 'delivered' : 'sent',
      parts_count: 1,
      total_cost: '$0.005',
      from_number: '4546',
      eskiz_request_id: `6f1c1f9e-0000-4000-8000-${String(id).padStart(12, '0')}`,
      eskiz_message_id: `msg-${id}`,
      sent_at: localTime(createdAt),
      delivered_at: isDelivered ? localTime(deliveredAt) : null,
      failed_at: null,
      created_at: localTime(createdAt),
    };
  }

  async function answer(url: URL, response: ServerResponse): Promise<void> {
    await onRequest();
    const show = { '/get_history.php': showPage, '/get_status.php': showOne }[url.pathname];
    response.writeHead(show ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(show ? show(url.searchParams) : { success: false, error: 'Topilmadi' }));
  }

  const server = createServer((request, response) => {
    void answer(new URL(request.url ?? '/', 'http://localhost'), response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages,
    requests,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function localTime(ms: number): string {
  return new Date(ms + ZONE_MS).toISOString().slice(0, 19).replace('T', ' ');
}
