import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server that does with each connection what the test says; it closes with the test. */
export async function openSocketServer(onConnection: (socket: Socket) => void): Promise<{ url: string }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

export interface StubServer {
  readonly url: string;
  /** Of every request so far. */
  readonly seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[];
}

/** What a stub answers: objects become JSON, text stays as it is. */
export interface StubAnswer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body: unknown;
}

/** An HTTP server that answers as the test says; it closes with the test. */
export async function openStub(answer: (url: URL, count: number) => StubAnswer): Promise<StubServer> {
  const seen: StubServer['seen'] = [];
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { method = '', url = '/', headers } = request;
    seen.push({ method, url, headers, body });
    const { status = 200, headers: own = {}, body: shown } = answer(new URL(url, 'http://stub'), seen.length);
    response.writeHead(status, own).end(typeof shown === 'string' ? shown : JSON.stringify(shown));
  };
  const server = createHttpServer((request, response) => void respond(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}
