import { describe, expect, it, vi } from 'vitest';
import { ProviderId } from '../../src/shared/account.ts';
import { CallbackTopic } from '../../src/shared/callbacks.ts';
import type { CallbackNews, CallbackRequest } from '../../src/main/engine/providers/provider.ts';
import { providers } from '../../src/main/engine/providers/registry.ts';
import type { Sandbox } from '../../src/main/sandbox/server.ts';
import { connect, message, never, openSandbox, settingsOf } from './accounts.ts';
import { openStub, type StubServer } from './servers.ts';

/** What every adapter must make of its provider's calls, which the sandbox makes over HTTP. */

const CALLBACK_KEY = 'the-key-of-the-panel';

/** Makes the sandbox tell `ear` of all that happens; the options are for the connection. */
async function openEars(
  id: ProviderId,
  sandbox: Sandbox,
  ear: StubServer,
): Promise<{ callbackUrl?: string }> {
  switch (id) {
    case 'devsms':
      return { callbackUrl: `${ear.url}/status` };
    case 'ubill':
      sandbox.setUbillCallback({ url: `${ear.url}/status`, key: CALLBACK_KEY });
      return {};
    case 'mobsms': {
      const body = { webhook_url_incoming: `${ear.url}/incoming`, webhook_url_status: `${ear.url}/status` };
      const headers = { authorization: `Bearer ${sandbox.token}`, 'content-type': 'application/json' };
      const answer = await fetch(`${sandbox.urls.mobsms}/webhooks`, {
        method: 'PUT',
        headers,
        body: JSON.stringify(body),
      });
      expect(answer.status).toBe(200);
      return { callbackUrl: `${ear.url}/status` };
    }
  }
}

/** What the adapter reads out of each call that the ear heard. */
function readAll(id: ProviderId, sandbox: Sandbox, ear: StubServer): CallbackNews[] {
  const settings = settingsOf(id, sandbox.urls[id]);
  return ear.seen.map(({ method, url, headers, body }) => {
    const { pathname, searchParams } = new URL(url, ear.url);
    return (
      providers[id].readCallback?.(
        {
          topic: CallbackTopic.parse(pathname.slice(1)),
          method,
          query: searchParams,
          body,
          contentType: headers['content-type'] ?? '',
          callbackKey: CALLBACK_KEY,
        },
        settings,
      ) ?? { kind: 'unreadable' }
    );
  });
}

/** Calls that no provider makes. */
const GARBAGE: readonly Partial<CallbackRequest>[] = [
  {},
  { method: 'GET' },
  { body: 'hello' },
  { body: '{' },
  { body: '{}' },
  { body: '[]' },
  { body: 'null' },
  { body: '"text"' },
  { body: '[{"id":1}]' },
  { body: '{"event":{},"data":[],"timestamp":null}' },
  { body: '{"sms_id":{},"status":[],"phone":1e99}' },
  { body: 'sms_id=&status=&phone=', contentType: 'application/x-www-form-urlencoded' },
  { body: '\0\uffff\ud800', contentType: 'text/plain' },
  { method: 'GET', query: new URLSearchParams('smsID=&number=&statusID=') },
  { method: 'GET', query: new URLSearchParams('smsID=1&number=abc&statusID=x&date=never') },
  { body: JSON.stringify({ data: 'x'.repeat(60_000) }) },
];

describe.each(ProviderId.options)('%s', (id) => {
  const { capabilities } = providers[id];

  it('reads its callbacks back to the same id, and to what became of the message', async () => {
    const ear = await openStub(() => ({ body: 'OK' }));
    const sandbox = await openSandbox({ failSuffix: '3' });
    const options = await openEars(id, sandbox, ear);
    const connection = connect(id, sandbox.urls[id], {}, sandbox.token, options);
    for (const index of [1, 3]) await connection.send([message(index)], never());
    const final = (): string[] =>
      readAll(id, sandbox, ear).flatMap((news) => {
        expect(news.kind).toBe('reports');
        const reports = news.kind === 'reports' ? news.reports : [];
        return reports
          .filter(({ state }) => state !== 'accepted')
          .map(({ providerId, recipient, state }) => `${providerId} ${recipient} ${state}`);
      });
    const expected = sandbox.ledger.map(
      ({ providerId, recipient }, index) =>
        `${providerId} ${recipient} ${index === 0 ? 'delivered' : 'undelivered'}`,
    );
    await vi.waitFor(() => expect(new Set(final())).toEqual(new Set(expected)));
  });

  it.runIf(capabilities.inbox)(
    'reads a received message out of its callback as out of its inbox',
    async () => {
      const ear = await openStub(() => ({ body: 'OK' }));
      const sandbox = await openSandbox();
      await openEars(id, sandbox, ear);
      sandbox.receive({ sender: '+998901234567', text: 'STOP' });
      await vi.waitFor(() => expect(ear.seen).toHaveLength(1));
      const [news] = readAll(id, sandbox, ear);
      const inbox = await connect(id, sandbox.urls[id]).readInbox?.(1, never());
      expect(news).toMatchObject({
        kind: 'incoming',
        messages: [{ sender: '+998901234567', text: 'STOP', providerId: inbox?.messages[0]?.providerId }],
      });
    },
  );

  it.each(GARBAGE)('cannot be made to read garbage (%#)', (request) => {
    for (const topic of CallbackTopic.options) {
      const whole: CallbackRequest = {
        topic,
        method: 'POST',
        query: new URLSearchParams(),
        body: '',
        contentType: 'application/json',
        callbackKey: undefined,
        ...request,
      };
      const news = providers[id].readCallback?.(whole, settingsOf(id, 'http://127.0.0.1'));
      expect(news).toEqual({ kind: 'unreadable' });
    }
  });
});
