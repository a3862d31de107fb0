import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A way to a provider that a test watches and cuts. */
export interface Gate {
  /** Like the provider's own address, through here. */
  through(url: string): string;
  /** Breaks every connection and takes no more. */
  cut(): void;
  /** Is there again, at the same address. */
  mend(): Promise<void>;
}

/** @param onRequest told of each request when all of it has come and before the provider gets it: address and body */
export async function openGate(onRequest: (request: string) => void): Promise<Gate> {
  let port = 0;
  let target = '';
  const open = async () => {
    const server = createServer((incoming, response) => {
      const pass = async () => {
        const body = await text(incoming);
        onRequest(`${incoming.url}\n${body}`);
        const { method = 'GET', headers, url } = incoming;
        const { host: _host, connection: _connection, 'content-length': _length, ...passed } = headers;
        const answer = await fetch(new URL(url ?? '/', target), {
          method,
          headers: passed as Record<string, string>,
          ...(body === '' ? {} : { body }),
        });
        const type = answer.headers.get('content-type') ?? 'text/plain';
        response.writeHead(answer.status, { 'content-type': type }).end(await answer.text());
      };
      // Cut, or the sandbox has closed: whoever asked gets no answer.
      pass().catch(() => response.destroy());
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
    return server;
  };
  let server = await open();
  const cut = () => {
    server.close();
    server.closeAllConnections();
  };
  onTestFinished(cut);
  return {
    through(url) {
      const { origin, pathname } = new URL(url);
      target = origin;
      return `http://127.0.0.1:${port}${pathname}`;
    },
    cut,
    async mend() {
      server = await open();
    },
  };
}
