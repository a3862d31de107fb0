import { describe, expect, it } from 'vitest';
import { ProviderId } from '../../src/shared/account.ts';
import type { Connection, Outcome, OutgoingMessage } from '../../src/main/engine/providers/provider.ts';
import type { Fault } from '../../src/main/sandbox/faults.ts';
import { connect, message, never, openSandbox } from './accounts.ts';
import { openStub, type StubAnswer } from './servers.ts';

/**
 * What every adapter must make of an answer, or of none (the table of docs/send-queue.md, "What an answer
 * means"), however it sends: each request that it can make meets each row, and the row holds for every message
 * of the request.
 */

/** One of the requests with which an adapter sends. */
interface Form {
  readonly name: string;
  /** Its method and path. */
  readonly request: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The messages of one request, the first of which is the `first`-th of its test. */
  readonly messages: (first: number) => readonly OutgoingMessage[];
}

const one = (first: number): OutgoingMessage[] => [message(first)];
const three = (first: number): OutgoingMessage[] => [message(first), message(first + 1), message(first + 2)];

const FORMS: Readonly<Record<ProviderId, readonly Form[]>> = {
  devsms: [
    { name: 'a text', request: 'POST /send_sms.php', messages: one },
    {
      name: 'a code in an approved text',
      request: 'POST /send_sms.php',
      messages: (first) => [
        { ...message(first), otp: { code: '123456', template: { type: 4, serviceName: 'TechShop' } } },
      ],
    },
  ],
  ubill: [
    { name: 'one number', request: 'GET /sms/send', messages: one },
    { name: 'three numbers', request: 'GET /sms/send', messages: three },
    { name: 'one number', request: 'POST /sms/send', settings: { method: 'POST' }, messages: one },
    { name: 'three numbers', request: 'POST /sms/send', settings: { method: 'POST' }, messages: three },
  ],
  mobsms: [
    { name: 'one message', request: 'POST /sms', messages: one },
    { name: 'one text to three', request: 'POST /sms/bulk', messages: three },
    {
      name: 'a text with names in it',
      request: 'POST /sms/bulk',
      messages: (first) =>
        three(first).map((each, index) => ({ ...each, name: `N${index}`, text: `Salom N${index}!` })),
    },
  ],
};

/** Each fault of the sandbox, the outcome it must lead to, and whether the messages were taken. */
const FAULTS: readonly [Fault, Partial<Outcome>, isTaken: boolean][] = [
  ['auth', { kind: 'auth' }, false],
  ['forbidden', { kind: 'auth' }, false],
  ['balance', { kind: 'balance' }, false],
  ['throttle', { kind: 'transient', throttled: true, retryAfterMs: 1000 }, false],
  ['throttle-plain', { kind: 'transient', throttled: true }, false],
  ['error-before', { kind: 'ambiguous', code: 'server-error' }, false],
  ['html', { kind: 'ambiguous', code: 'server-error' }, false],
  ['cut-before', { kind: 'ambiguous', code: 'no-answer' }, false],
  ['error-after', { kind: 'ambiguous', code: 'server-error' }, true],
  ['cut-after', { kind: 'ambiguous', code: 'no-answer' }, true],
  ['truncate-after', { kind: 'ambiguous', code: 'unreadable-answer' }, true],
  ['hang-after', { kind: 'ambiguous', code: 'no-answer' }, true],
  ['slow', { kind: 'accepted' }, true],
  ['portal', { kind: 'ambiguous', code: 'unreadable-answer' }, false],
  ['down', { kind: 'ambiguous', code: 'server-error' }, false],
  ['revoked', { kind: 'auth' }, false],
];

/** Answers that mean the same whichever provider gave them (the table of docs/providers.md, "One request"). */
const ANSWERS: readonly [string, StubAnswer, Partial<Outcome>][] = [
  ['401', { status: 401, body: { message: 'No' } }, { kind: 'auth' }],
  ['403', { status: 403, body: { message: 'No' } }, { kind: 'auth' }],
  ['402', { status: 402, body: {} }, { kind: 'balance' }],
  ['404', { status: 404, body: '<html>' }, { kind: 'account' }],
  ['405', { status: 405, body: '' }, { kind: 'account' }],
  ['429', { status: 429, body: '' }, { kind: 'transient', throttled: true }],
  ['408', { status: 408, body: '' }, { kind: 'ambiguous' }],
  ['500', { status: 500, body: { message: 'Error' } }, { kind: 'ambiguous' }],
  ['503', { status: 503, body: '' }, { kind: 'ambiguous' }],
  ['504', { status: 504, body: '<html>' }, { kind: 'ambiguous' }],
  ['a redirect', { status: 302, headers: { location: '/' }, body: '' }, { kind: 'ambiguous' }],
  ['200 and nothing', { body: '' }, { kind: 'ambiguous', code: 'unreadable-answer' }],
  ['200 and a web page', { body: '<html>Hello</html>' }, { kind: 'ambiguous', code: 'unreadable-answer' }],
  ['200 and empty JSON', { body: {} }, { kind: 'ambiguous', code: 'unreadable-answer' }],
  ['200 and a list', { body: [1] }, { kind: 'ambiguous', code: 'unreadable-answer' }],
  ['201 and torn JSON', { status: 201, body: '{"success":tr' }, { kind: 'ambiguous' }],
];

const cases = ProviderId.options.flatMap((id) => FORMS[id].map((form) => ({ id, form })));

describe.each(cases)('$id, $form.name ($form.request)', ({ id, form }) => {
  it('goes out in this one request', async () => {
    const stub = await openStub(() => ({ body: '' }));
    await connectAs(stub.url).send(form.messages(1), never());
    expect(stub.seen.map(({ method, url }) => `${method} ${url.split('?')[0]}`)).toEqual([form.request]);
  });

  it.each(ANSWERS)('takes %s for what it means', async (_name, answer, expected) => {
    const stub = await openStub(() => answer);
    const group = form.messages(1);
    const outcomes = await connectAs(stub.url).send(group, never());
    expect(outcomes).toEqual(group.map(() => expect.objectContaining(expected)));
    expect(stub.seen).toHaveLength(1);
  });

  it('is surely not taken where nobody listens', async () => {
    const sandbox = await openSandbox();
    await sandbox.close();
    const group = form.messages(1);
    const outcomes = await connectAs(sandbox.urls[id]).send(group, never());
    const expected: Partial<Outcome> = { kind: 'transient', throttled: false };
    expect(outcomes).toEqual(group.map(() => expect.objectContaining(expected)));
  });

  it.each(FAULTS)('%s → %o', async (fault, expected, isTaken) => {
    const sandbox = await openSandbox();
    const connection = connectAs(sandbox.urls[id], fault === 'hang-after' ? { timeoutSeconds: 0.2 } : {});
    sandbox.fault(id, fault);
    const group = form.messages(1);
    const outcomes = await connection.send(group, never());
    expect(outcomes).toEqual(group.map(() => expect.objectContaining(expected)));
    if (fault === 'throttle-plain') {
      for (const outcome of outcomes) expect(outcome).not.toHaveProperty('retryAfterMs');
    }
    expect(sandbox.ledger).toHaveLength(isTaken ? group.length : 0);
    expect(sandbox.requests[id].sends).toBe(1);

    const others = form.messages(11);
    const next = await connection.send(others, never());
    expect(next.map(({ kind }) => kind)).toEqual(others.map(() => 'accepted'));
    expect(sandbox.requests[id].sends).toBe(2);
  });

  // A bulk request that is refused without a word about whose fault it is fails nobody.
  it.skipIf(form.request === 'POST /sms/bulk')('a refusal is the message’s own, and final', async () => {
    const sandbox = await openSandbox();
    sandbox.fault(id, 'refuse');
    const outcomes = await connectAs(sandbox.urls[id]).send(form.messages(1), never());
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['permanent']));
    expect(sandbox.ledger).toHaveLength(0);
  });

  function connectAs(baseUrl: string, settings: { timeoutSeconds?: number } = {}): Connection {
    return connect(id, baseUrl, { ...form.settings, ...settings });
  }
});
