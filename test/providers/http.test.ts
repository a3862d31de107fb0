import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  openHttp,
  parseRetryAfter,
  redactor,
  type HttpOptions,
} from '../../src/main/engine/providers/http.ts';
import { commonOutcome } from '../../src/main/engine/providers/answer.ts';
import { never } from './accounts.ts';
import { openSocketServer, openStub } from './servers.ts';

const SECRET = 'secret/key 1+2';

function open(baseUrl: string, options: Partial<HttpOptions> = {}) {
  const http = openHttp({ baseUrl, timeoutMs: 2_000, headers: { key: SECRET }, secret: SECRET, ...options });
  onTestFinished(() => http.close());
  return http;
}

const POST = { method: 'POST', path: '/send?a=%2B', json: { text: 'Салом' } } as const;

/** The head of an answer as bytes on the wire. */
const head = (status: string, ...headers: string[]): string =>
  [`HTTP/1.1 ${status}`, ...headers, '', ''].join('\r\n');

describe('one request', () => {
  it('arrives as it was written, with the headers of the account', async () => {
    const stub = await openStub(() => ({ body: { ok: true } }));
    const answer = await open(`${stub.url}/v1`).request(POST, never());
    expect(answer).toMatchObject({ kind: 'answer', status: 200, text: '{"ok":true}', retryAfterMs: null });
    // The server is this machine: its clock is ours, but for the second to which the header is rounded.
    expect(answer.kind === 'answer' && Math.abs(answer.clockSkewMs ?? Infinity)).toBeLessThan(5000);
    expect(stub.seen).toHaveLength(1);
    expect(stub.seen[0]).toMatchObject({ method: 'POST', url: '/v1/send?a=%2B', body: '{"text":"Салом"}' });
    expect(stub.seen[0]?.headers).toMatchObject({ key: SECRET, 'content-type': 'application/json' });
  });

  it('follows no redirect', async () => {
    const stub = await openStub((url) => ({
      status: 302,
      headers: { location: `${url.pathname}/x` },
      body: '',
    }));
    const answer = await open(stub.url).request(POST, never());
    expect(answer).toMatchObject({ kind: 'answer', status: 302 });
    expect(commonOutcome(answer)).toMatchObject({ kind: 'ambiguous' });
    expect(stub.seen).toHaveLength(1);
  });

  it.each(['PUT', 'PATCH', 'DELETE'] as const)(
    'is a %s where that is asked, with a body or none',
    async (method) => {
      const stub = await openStub(() => ({ body: {} }));
      const http = open(stub.url);
      expect(await http.request({ method, path: '/x', json: { a: 1 } }, never())).toMatchObject({
        status: 200,
      });
      expect(await http.request({ method, path: '/x' }, never())).toMatchObject({ status: 200 });
      expect(stub.seen.map((request) => [request.method, request.body])).toEqual([
        [method, '{"a":1}'],
        [method, ''],
      ]);
    },
  );

  it.each([
    POST,
    { method: 'GET', path: '/send' } as const,
    { method: 'PUT', path: '/send', json: {} } as const,
    { method: 'PATCH', path: '/send', json: {} } as const,
    { method: 'DELETE', path: '/send' } as const,
  ])('is not repeated on a kept connection that breaks: $method', async (request) => {
    let requests = 0;
    const server = await openSocketServer((socket) =>
      socket.on('data', () => {
        requests++;
        if (requests === 1) socket.write(`${head('200 OK', 'content-length: 2')}{}`);
        else socket.destroy();
      }),
    );
    const http = open(server.url);
    expect(await http.request(request, never())).toMatchObject({ kind: 'answer' });
    expect(await http.request(request, never())).toMatchObject({ kind: 'unanswered', cause: 'cut' });
    // A repetition would come at once.
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(requests).toBe(2);
  });

  it('waits through an early hint for the answer itself', async () => {
    const server = await openSocketServer((socket) =>
      socket.on('data', () =>
        socket.write(`${head('103 Early Hints', 'link: </x>')}${head('200 OK', 'content-length: 2')}{}`),
      ),
    );
    expect(await open(server.url).request(POST, never())).toMatchObject({ status: 200, text: '{}' });
  });
});

describe('certainly nothing written', () => {
  const unsent = { kind: 'unsent', cause: 'no-connection' };

  it('a closed port', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    server.close();
    await once(server, 'close');
    const answer = await open(`http://127.0.0.1:${port}`).request(POST, never());
    expect(answer).toMatchObject({ ...unsent, detail: '127.0.0.1 refuses connections.' });
    expect(commonOutcome(answer)).toMatchObject({ kind: 'transient', throttled: false });
  });

  it('a name that does not exist', async () => {
    const answer = await open('http://no-such-host.invalid').request(POST, never());
    expect(answer).toMatchObject(unsent);
  });

  it('a server without TLS behind an https address', async () => {
    let received = '';
    const server = await openSocketServer((socket) =>
      socket.on('data', (data) => {
        received += data.toString('latin1');
        socket.end('this is no TLS');
      }),
    );
    const answer = await open(server.url.replace('http:', 'https:')).request(POST, never());
    expect(answer).toMatchObject(unsent);
    expect(received).not.toContain('secret');
  });

  it('a connection that does not come about in time', async () => {
    // TLS that is never answered: the connection stands for TCP, and not for the request.
    const server = await openSocketServer(() => undefined);
    const answer = await open(server.url.replace('http:', 'https:'), { timeoutMs: 100 }).request(
      POST,
      never(),
    );
    expect(answer).toMatchObject(unsent);
  });

  it('given up before', async () => {
    const stub = await openStub(() => ({ body: {} }));
    expect(await open(stub.url).request(POST, AbortSignal.abort())).toMatchObject(unsent);
    expect(stub.seen).toHaveLength(0);
  });

  it('given up while connecting: it does not leave later either', async () => {
    const received: string[] = [];
    const server = await openSocketServer((socket) =>
      socket.on('data', (data) => received.push(String(data))),
    );
    const controller = new AbortController();
    const sending = open(server.url).request(POST, controller.signal);
    controller.abort();
    expect(await sending).toMatchObject(unsent);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(received).toEqual([]);
  });

  it('asleep while connecting: it does not leave hours later', async () => {
    const received: string[] = [];
    const server = await openSocketServer((socket) =>
      socket.on('data', (data) => received.push(String(data))),
    );
    const slept = [0, 8 * 3_600_000];
    const http = open(server.url, { uptime: () => slept.shift() ?? Infinity });
    expect(await http.request(POST, never())).toMatchObject(unsent);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(received).toEqual([]);
  });

  it('a key that no header can carry', async () => {
    const stub = await openStub(() => ({ body: {} }));
    const http = open(stub.url, { headers: { key: 'a\nb' } });
    expect(await http.request(POST, never())).toMatchObject({ kind: 'unsent', cause: 'key' });
    expect(stub.seen).toHaveLength(0);
  });
});

describe('written, and no whole answer', () => {
  const cases: readonly [string, string, string][] = [
    ['nothing', '', 'cut'],
    ['half a head', 'HTTP/1.1 200 OK\r\ncontent-le', 'cut'],
    ['a body that is cut short', `${head('200 OK', 'content-length: 100')}{"success":true`, 'cut'],
    ['a chunk that is cut short', `${head('200 OK', 'transfer-encoding: chunked')}40\r\n{"success"`, 'cut'],
    ['garbage', 'SSH-2.0-OpenSSH_9.2\r\n\r\n', 'cut'],
  ];

  it.each(cases)('%s', async (_name, answer, cause) => {
    const server = await openSocketServer((socket) => socket.once('data', () => socket.end(answer)));
    const exchange = await open(server.url).request(POST, never());
    expect(exchange).toMatchObject({ kind: 'unanswered', cause });
    expect(commonOutcome(exchange)).toMatchObject({ kind: 'ambiguous', code: 'no-answer' });
  });

  it('silence; the connection is not left open', async () => {
    const closed = vi.fn();
    const server = await openSocketServer((socket) => socket.resume().on('close', closed));
    const exchange = await open(server.url, { timeoutMs: 100 }).request(POST, never());
    expect(exchange).toMatchObject({ kind: 'unanswered', cause: 'time-out' });
    expect(commonOutcome(exchange)).toMatchObject({ kind: 'ambiguous', code: 'no-answer' });
    await vi.waitFor(() => expect(closed).toHaveBeenCalled());
  });

  it('an answer that drips past the deadline', async () => {
    const server = await openSocketServer((socket) => {
      socket.write(head('200 OK', 'content-length: 100'));
      const timer = setInterval(() => socket.write(' '), 20);
      socket.on('close', () => clearInterval(timer));
    });
    const exchange = await open(server.url, { timeoutMs: 150 }).request(POST, never());
    expect(exchange).toMatchObject({ kind: 'unanswered', cause: 'time-out' });
  });

  it('an answer that is too large', async () => {
    const stub = await openStub(() => ({ body: 'x'.repeat(10_000) }));
    const exchange = await open(stub.url, { largestAnswer: 9_999 }).request(POST, never());
    expect(exchange).toMatchObject({ kind: 'unanswered', cause: 'too-large' });
    expect(commonOutcome(exchange)).toMatchObject({ kind: 'ambiguous', code: 'unreadable-answer' });
    const whole = await open(stub.url, { largestAnswer: 10_000 }).request(POST, never());
    expect(whole).toMatchObject({ kind: 'answer' });
  });

  it('given up while waiting', async () => {
    const arrived = vi.fn();
    const server = await openSocketServer((socket) => socket.on('data', arrived));
    const controller = new AbortController();
    const sending = open(server.url).request(POST, controller.signal);
    await vi.waitFor(() => expect(arrived).toHaveBeenCalled());
    controller.abort();
    const exchange = await sending;
    expect(exchange).toMatchObject({ kind: 'unanswered', cause: 'aborted' });
    expect(commonOutcome(exchange)).toMatchObject({ kind: 'ambiguous', code: 'interrupted' });
  });

  it('closed while waiting', async () => {
    const arrived = vi.fn();
    const server = await openSocketServer((socket) => socket.on('data', arrived));
    const http = open(server.url);
    const sending = http.request(POST, never());
    await vi.waitFor(() => expect(arrived).toHaveBeenCalled());
    await http.close();
    expect(await sending).toMatchObject({ kind: 'unanswered' });
    expect(await http.request(POST, never())).toMatchObject({ kind: 'unsent' });
  });
});

const outcomeOf = (status: number, text = '', retryAfterMs: number | null = null) =>
  commonOutcome({ kind: 'answer', status, text, retryAfterMs, clockSkewMs: null });

describe('an answer before its body is asked', () => {
  it.each([
    [401, { kind: 'auth' }],
    [403, { kind: 'auth' }],
    [404, { kind: 'account' }],
    [405, { kind: 'account' }],
    [402, { kind: 'balance' }],
    [408, { kind: 'ambiguous', code: 'server-error' }],
    [429, { kind: 'transient', throttled: true }],
    [301, { kind: 'ambiguous' }],
    [307, { kind: 'ambiguous' }],
    [500, { kind: 'ambiguous', code: 'server-error' }],
    [503, { kind: 'ambiguous', code: 'server-error' }],
  ])('%i', (status, expected) => {
    expect(outcomeOf(status)).toMatchObject(expected);
  });

  it.each([200, 201, 400, 422])('%i is the adapter’s to judge', (status) => {
    expect(outcomeOf(status)).toBeNull();
  });

  it('hands the waiting time and the provider’s words on', () => {
    expect(outcomeOf(429, '{"message":"Slow down"}', 5_000)).toEqual({
      kind: 'transient',
      detail: 'Slow down',
      throttled: true,
      retryAfterMs: 5_000,
    });
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-03-09T10:00:00Z');

  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Mon, 09 Mar 2026 10:00:30 GMT', 30_000],
    ['Mon, 09 Mar 2026 09:00:00 GMT', 0],
    ['86400', 3_600_000],
    ['soon', null],
    ['-5', null],
    ['1.5', null],
    ['', null],
    [undefined, null],
  ])('%s', (text, expected) => {
    expect(parseRetryAfter(text, now)).toBe(expected);
  });
});

describe('secrets', () => {
  it('are taken out of answers in every form', async () => {
    const forms = [SECRET, encodeURIComponent(SECRET), JSON.stringify(SECRET).replaceAll('/', '\\/')];
    const stub = await openStub(() => ({ status: 401, body: `bad key ${forms.join(' or ')}` }));
    const answer = await open(stub.url).request(POST, never());
    expect(answer).toMatchObject({ text: 'bad key ••• or ••• or "•••"' });
  });

  it('are left alone where they are too short to be told from other text', () => {
    expect(redactor('1')('sms_id 123')).toBe('sms_id 123');
  });
});
