import { describe, expect, it } from 'vitest';
import { mobsmsBulkOutcomes } from '../../src/main/engine/providers/mobsms/outcome.ts';
import type { OutgoingMessage } from '../../src/main/engine/providers/provider.ts';
import type { SandboxOptions } from '../../src/main/sandbox/server.ts';
import { connect, message, never, openSandbox, sought } from './accounts.ts';
import { openStub } from './servers.ts';
import { prepareCampaign, startEngine } from '../support/engine.ts';

/** Campaigns go out by *Send bulk SMS* where the result is the same texts, singly otherwise. */

/** As the store makes them: a batch and an index. */
const BATCH = 'Ab-dEfGhIjKl';
const referenceOf = (index: number): string => `${BATCH}-${index.toString(36).padStart(3, '0')}`;

/** The `index`-th person's message. */
function personal(index: number, name: string, text = `Salom ${name}!`): OutgoingMessage {
  return { ...message(index, text), reference: referenceOf(index), name };
}

const LEFT_OUT = { kind: 'left-out', detail: 'Waits for the next request.' };

/** A server that takes everybody of a bulk, in the order that it likes. */
async function openBulkStub() {
  return openStub((_url, count) => ({
    status: 201,
    body: {
      success: true,
      data: Array.from({ length: 50 }, (_, index) => ({
        id: count * 1000 + index,
        recipient_number: message(index).recipient,
      })).toReversed(),
    },
  }));
}

const bodyOf = (seen: { body: string } | undefined): unknown => JSON.parse(seen?.body ?? '');

describe('one request', () => {
  it('carries as many messages as the account’s group size', async () => {
    const { urls } = await openSandbox();
    expect(connect('mobsms', urls.mobsms).messagesPerRequest).toBe(100);
    expect(connect('mobsms', urls.mobsms, { groupSize: 7 }).messagesPerRequest).toBe(7);
  });

  it('puts {name} where the names stand, and everybody gets the text that was written for them', async () => {
    const sandbox = await openSandbox();
    const connection = connect('mobsms', sandbox.urls.mobsms);
    const group = ['Ali', 'Vali', 'O‘tkir $& $1', 'ნინო'].map((name, index) => personal(index, name));
    const outcomes = await connection.send(group, never());
    expect(sandbox.requests.mobsms.sends).toBe(1);
    expect(sandbox.ledger.map(({ recipient, text }) => [recipient, text])).toEqual(
      group.map(({ recipient, text }) => [recipient, text]),
    );
    expect(outcomes).toEqual(sandbox.ledger.map(({ providerId }) => ({ kind: 'accepted', providerId })));
  });

  it('names recipients as objects where the names are needed, else as plain numbers', async () => {
    const stub = await openBulkStub();
    const connection = connect('mobsms', stub.url);
    await connection.send([personal(0, 'Ali'), personal(1, 'Vali')], never());
    await connection.send([personal(0, 'Ali', 'Sale!'), personal(1, 'Vali', 'Sale!')], never());
    expect(stub.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /sms/bulk',
      'POST /sms/bulk',
    ]);
    expect(stub.seen.map(bodyOf)).toEqual([
      {
        message: 'Salom {name}!',
        recipients: [
          { number: message(0).recipient, name: 'Ali' },
          { number: message(1).recipient, name: 'Vali' },
        ],
        my_id: `${BATCH}-`,
      },
      {
        message: 'Sale!',
        recipients: [message(0).recipient, message(1).recipient],
        my_id: `${BATCH}-`,
      },
    ]);
  });

  it('names device and price only where the settings do, and never a callback address', async () => {
    const stub = await openBulkStub();
    const settings = { deviceId: 'active', price: 27.5 };
    const options = { callbackUrl: 'https://kaptar.example/callbacks/1/status/secret' };
    const connection = connect('mobsms', stub.url, settings, 'key', options);
    await connection.send([message(1), message(2)], never());
    expect(bodyOf(stub.seen[0])).toEqual({
      message: 'Salom!',
      recipients: [message(1).recipient, message(2).recipient],
      device_id: 'active',
      price: 27.5,
    });
  });

  it('goes singly where there is one message only', async () => {
    const stub = await openStub(() => ({ status: 201, body: { data: { id: 1 } } }));
    await connect('mobsms', stub.url).send([personal(1, 'Ali')], never());
    expect(stub.seen[0]).toMatchObject({ method: 'POST', url: '/sms' });
    expect(bodyOf(stub.seen[0])).toMatchObject({ message: 'Salom Ali!', my_id: `${BATCH}-001` });
  });

  it.each([
    ['a text with a {name} of its own', personal(0, 'Ali', 'Write {name} to Ali')],
    ['a name that holds {name}', personal(0, '{name}')],
    ['a name that a server would trim', personal(0, ' Ali')],
    ['a name that begins with something invisible', personal(0, '\u200bAli')],
    ['a name that ends with something invisible', personal(0, 'Ali\u200e')],
    ['a name that is longer than the field', personal(0, 'A'.repeat(256))],
    ['a pattern that is longer than its text', personal(0, 'Al', `Al${'x'.repeat(1597)}`)],
    ['a one-time code', { ...personal(0, '', 'Code 1234'), otp: { code: '1234', template: null } }],
  ])('sends singly, and leaves the rest for the next request: %s', async (_name, first) => {
    const sandbox = await openSandbox();
    const outcomes = await connect('mobsms', sandbox.urls.mobsms).send([first, personal(1, 'Vali')], never());
    expect(outcomes).toEqual([{ kind: 'accepted', providerId: '1' }, LEFT_OUT]);
    expect(sandbox.ledger.map(({ text }) => text)).toEqual([first.text]);
  });

  it('leaves out other patterns, codes, and a second message to a number', async () => {
    const sandbox = await openSandbox();
    const group = [
      personal(0, 'Ali'),
      personal(1, 'Vali', 'Bye Vali!'),
      { ...personal(2, 'Code', 'Salom Code!'), otp: { code: '1234', template: null } },
      { ...personal(3, 'Ali'), recipient: message(0).recipient },
      personal(4, 'Gani'),
    ];
    const outcomes = await connect('mobsms', sandbox.urls.mobsms).send(group, never());
    expect(outcomes.map(({ kind }) => kind)).toEqual([
      'accepted',
      'left-out',
      'left-out',
      'left-out',
      'accepted',
    ]);
    expect(sandbox.ledger.map(({ text }) => text)).toEqual(['Salom Ali!', 'Salom Gani!']);
  });

  it('refuses a text that is too long by itself, and sends the others', async () => {
    const sandbox = await openSandbox();
    const group = [personal(0, '', 'x'.repeat(1601)), personal(1, 'Ali'), personal(2, 'Vali')];
    const outcomes = await connect('mobsms', sandbox.urls.mobsms).send(group, never());
    expect(outcomes).toMatchObject([
      { kind: 'permanent', code: 'too-long' },
      { kind: 'accepted', providerId: '1' },
      { kind: 'accepted', providerId: '2' },
    ]);
    const tooLong = [personal(0, '', 'x'.repeat(1601))];
    expect(await connect('mobsms', sandbox.urls.mobsms).send(tooLong, never())).toHaveLength(1);
    expect(sandbox.requests.mobsms.sends).toBe(1);
  });
});

describe('the reference of a bulk', () => {
  const myIdOf = async (...references: string[]): Promise<unknown> => {
    const stub = await openBulkStub();
    const group = references.map((reference, index) => ({ ...message(index), reference }));
    await connect('mobsms', stub.url).send(group, never());
    return (bodyOf(stub.seen[0]) as Record<string, unknown>)['my_id'];
  };

  it('is the batch that its messages share, and never one message’s own', async () => {
    expect(await myIdOf(referenceOf(0), referenceOf(1))).toBe(`${BATCH}-`);
    // The first is a beginning of the second.
    expect(await myIdOf('AbCdEfGhIjKl-1', 'AbCdEfGhIjKl-10')).toBe('AbCdEfGhIjKl-');
  });

  it('is left out where the messages share too little', async () => {
    expect(await myIdOf('AbCdEfGhIjKl-000', 'XyCdEfGhIjKl-000')).toBeUndefined();
    expect(await myIdOf('abc-000', 'abc-001')).toBeUndefined();
    expect(await myIdOf('AbCdEfGhIjKlMn', 'AbCdEfGhIjKlMo')).toBeUndefined();
  });
});

describe('the answer', () => {
  const group = [personal(0, 'Ali'), personal(1, 'Vali'), personal(2, 'Gani')];
  const answered = async (status: number, body: unknown) => {
    const stub = await openStub(() => ({ status, body }));
    const outcomes = await connect('mobsms', stub.url).send(group, never());
    expect(stub.seen).toHaveLength(1);
    return outcomes;
  };

  it('is matched by number, whatever its order and form', async () => {
    const data = [
      { id: '7', recipient_number: 998901200002 },
      { id: 5, recipient_number: '998901200000' },
      { id: 6, recipient_number: '+998 90 120-00-01' },
    ];
    expect(await answered(200, { data })).toEqual([
      { kind: 'accepted', providerId: '5' },
      { kind: 'accepted', providerId: '6' },
      { kind: 'accepted', providerId: '7' },
    ]);
  });

  it('leaves uncertain whoever is missing from it or cannot be read', async () => {
    const data = [
      { id: 5, recipient_number: message(0).recipient },
      { id: null, recipient_number: message(1).recipient },
      { id: 9 },
      'row',
    ];
    const [first, ...others] = await answered(201, { success: true, data });
    expect(first).toEqual({ kind: 'accepted', providerId: '5' });
    for (const other of others) expect(other).toMatchObject({ kind: 'ambiguous', code: 'unreadable-answer' });
  });

  it.each([
    ['one message in place of a list', 201, { success: true, data: { id: 1 } }],
    ['no JSON', 201, 'OK'],
    ['no words', 422, ''],
    ['a list under a refusal’s status', 422, { data: [{ id: 1, recipient_number: '+998901200000' }] }],
  ])('leaves everybody uncertain: %s', async (_name, status, body) => {
    for (const outcome of await answered(status, body)) {
      expect(outcome).toMatchObject({ kind: 'ambiguous', code: 'unreadable-answer' });
    }
  });

  it.each([
    ['the text', 422, { message: 'Bad', errors: { message: ['Bad'] } }, 'permanent'],
    ['no phone', 422, { success: false, message: 'No active device available' }, 'account'],
    ['no money', 422, { success: false, message: 'Insufficient balance' }, 'balance'],
    ['a refusal with 200', 200, { success: false, message: 'Insufficient balance' }, 'balance'],
    ['how many they are', 422, { message: 'Too many', errors: { recipients: ['Too many'] } }, 'account'],
    ['the key', 401, { message: 'Unauthenticated.' }, 'auth'],
    ['no such page', 404, { message: 'Not Found' }, 'account'],
    ['too many requests', 429, { message: 'Too Many Attempts.' }, 'transient'],
    ['a broken server', 500, { message: 'Server Error' }, 'ambiguous'],
  ])('is for all where it is about %s', async (_name, status, body, kind) => {
    const outcomes = await answered(status, body);
    expect(outcomes.map((outcome) => outcome.kind)).toEqual([kind, kind, kind]);
  });

  it('refuses only the recipients that the errors name; nobody else was taken', async () => {
    const errors = { 'recipients.1': ['Bad number'], 'recipients.2.number': ['Bad number'] };
    expect(await answered(422, { message: 'Bad number', errors })).toEqual([
      LEFT_OUT,
      { kind: 'permanent', code: 'bad-number', detail: 'Bad number' },
      { kind: 'permanent', code: 'bad-number', detail: 'Bad number' },
    ]);
  });

  it.each([
    ['words only', { success: false, message: 'Invalid phone number: +998901200001' }],
    ['words about the plan', { success: false, message: 'Daily limit of your plan reached' }],
    ['a name', { message: 'Too long', errors: { 'recipients.1.name': ['Too long'] } }],
    ['a place that nobody has', { message: 'Bad', errors: { 'recipients.3': ['Bad'] } }],
  ])('is for nobody where it does not say whose number is at fault: %s', async (_name, body) => {
    const stub = await openStub(({ pathname }) =>
      pathname === '/sms' ? { status: 201, body: { data: { id: 5 } } } : { status: 422, body },
    );
    const connection = connect('mobsms', stub.url);
    const others = [personal(8, 'Olim'), personal(9, 'Nodir')];
    const later = { kind: 'left-out' };
    expect(await connection.send(group, never())).toMatchObject([later, later, later]);
    // The next ones tell whether it is one number or all; of the refused group each goes by itself in any case.
    expect(connection.messagesPerRequest).toBe(1);
    await connection.send([...others, ...group], never());
    expect(bodyOf(stub.seen[1])).toMatchObject({ recipients: [{ name: 'Olim' }, { name: 'Nodir' }] });
    const accepted = { kind: 'accepted', providerId: '5' };
    expect(await connection.send(group, never())).toMatchObject([accepted, later, later]);
    expect(connection.messagesPerRequest).toBe(1);
    for (const one of [...group.slice(1), ...others]) {
      expect(await connection.send([one], never())).toEqual([accepted]);
    }
    expect(connection.messagesPerRequest).toBe(100);
    const singles = Array.from({ length: 5 }, () => '/sms');
    expect(stub.seen.map(({ url }) => url)).toEqual(['/sms/bulk', '/sms/bulk', ...singles]);
  });

  it('is for nobody where the plan has no bulk, and from then on everybody goes singly', async () => {
    const sandbox = await openSandbox({ mobsmsIsPremium: false });
    const connection = connect('mobsms', sandbox.urls.mobsms);
    const refused = await connection.send(group, never());
    const detail = 'The plan has no bulk sending: goes by itself.';
    // Says nothing of the account, and the attempt is given back: a campaign goes on.
    const later = { kind: 'left-out', detail };
    expect(refused).toEqual(group.map(() => later));
    expect(sandbox.ledger).toEqual([]);

    expect(connection.messagesPerRequest).toBe(1);
    const outcomes = await connection.send(group, never());
    expect(outcomes).toEqual([expect.objectContaining({ kind: 'accepted' }), LEFT_OUT, LEFT_OUT]);
    expect(sandbox.ledger.map(({ recipient }) => recipient)).toEqual([group[0]?.recipient]);
    expect(sandbox.requests.mobsms.sends).toBe(2);
  });

  it('stops the account where a single send needs another plan, or the key is at fault', async () => {
    const upgrade = await openStub(() => ({ status: 403, body: { message: 'No', upgrade: true } }));
    const connection = connect('mobsms', upgrade.url);
    await connection.send(group, never());
    expect((await connection.send(group, never()))[0]).toEqual({ kind: 'account', detail: 'No' });
    expect(upgrade.seen.map(({ url }) => url)).toEqual(['/sms/bulk', '/sms']);

    const forbidden = await openStub(() => ({ status: 403, body: { message: 'No' } }));
    const other = connect('mobsms', forbidden.url);
    expect((await other.send(group, never())).map(({ kind }) => kind)).toEqual(['auth', 'auth', 'auth']);
    expect(other.messagesPerRequest).toBe(100);
  });

  it('refuses the documented 422 of the sandbox without taking anybody', async () => {
    const sandbox = await openSandbox({ mobsmsHasDevice: false });
    const outcomes = await connect('mobsms', sandbox.urls.mobsms).send(group, never());
    for (const outcome of outcomes) {
      expect(outcome).toEqual({ kind: 'account', detail: 'No active device available' });
    }
    expect(sandbox.ledger).toEqual([]);
  });

  it('is for all where nothing was sent or nothing came back', () => {
    const numbers = group.map(({ recipient }) => recipient);
    const unsent = { kind: 'unsent', cause: 'no-connection', detail: 'x' } as const;
    const lost = { kind: 'unanswered', cause: 'cut', detail: 'x' } as const;
    const kinds = (outcomes: readonly { kind: string }[]) => outcomes.map(({ kind }) => kind);
    expect(kinds(mobsmsBulkOutcomes(unsent, numbers))).toEqual(['transient', 'transient', 'transient']);
    expect(kinds(mobsmsBulkOutcomes(lost, numbers))).toEqual(['ambiguous', 'ambiguous', 'ambiguous']);
  });
});

describe('a bulk whose answer was lost', () => {
  it.each([true, false])('is looked up message by message; the list echoes my_id: %s', async (echoes) => {
    const sandbox = await openSandbox({ mobsmsEchoesReference: echoes });
    const connection = connect('mobsms', sandbox.urls.mobsms);
    const group = Array.from({ length: 40 }, (_, index) => personal(index, `N${index}`));
    sandbox.fault('mobsms', 'cut-after');
    const outcomes = await connection.send(group, never());
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['ambiguous']));
    await connection.send([personal(50, 'Other'), personal(51, 'Another')], never());

    const lost = personal(60, 'Nobody');
    const findings =
      (await connection.lookup?.(
        [...group, lost].map((one) => sought(one)),
        never(),
      )) ?? [];
    expect(findings.slice(0, -1)).toEqual(
      group.map((_, index) => ({ candidates: [{ providerId: String(index + 1) }], complete: true })),
    );
    expect(findings.at(-1)).toEqual({ candidates: [], complete: true });
  });
});

describe('a campaign with numbers that MobSMS refuses without saying which', () => {
  const run = async (people: number, options: SandboxOptions) => {
    const sandbox = await openSandbox(options);
    const engine = await startEngine();
    const account = { provider: 'mobsms', baseUrl: sandbox.urls.mobsms, secret: sandbox.token } as const;
    const { id } = await prepareCampaign(engine, { ...account, people, settings: { jitter: 0 } });
    await engine.call('campaigns.start', { id });
    const campaign = await engine.until(id, ({ state }) => state === 'finished' || state === 'paused');
    return { campaign, recipients: sandbox.ledger.map(({ recipient }) => recipient) };
  };

  it('reaches everybody else, each once', async () => {
    const { campaign, recipients } = await run(60, { mobsmsRefusedSuffix: '07' });
    expect(campaign).toMatchObject({ state: 'finished', states: { failed: 1 } });
    expect(new Set(recipients).size).toBe(59);
    expect(recipients).toHaveLength(59);
  });

  it('goes on in groups where those of the refused one do not come back', async () => {
    const refusal = { success: false, message: 'Invalid phone number' };
    const stub = await openStub(({ pathname }) =>
      pathname === '/sms' ? { status: 201, body: { data: { id: 5 } } } : { status: 422, body: refusal },
    );
    const connection = connect('mobsms', stub.url);
    await connection.send([personal(0, 'Ali'), personal(1, 'Vali')], never());
    for (const index of [2, 3]) {
      expect(connection.messagesPerRequest).toBe(1);
      await connection.send([personal(index, 'Olim')], never());
    }
    expect(connection.messagesPerRequest).toBe(100);
  });

  it('pauses before it fails everybody where all are refused', async () => {
    const { campaign, recipients } = await run(300, { mobsmsRefusedSuffix: '' });
    expect(campaign).toMatchObject({ state: 'paused', pauseReason: 'failures' });
    expect(recipients).toEqual([]);
    // Some requests more may be on the wire when the twentieth is refused.
    expect(campaign.states.failed).toBeGreaterThanOrEqual(20);
    expect(campaign.states.failed).toBeLessThan(30);
  });
});

describe('a campaign of an account without bulk in its plan', () => {
  it('goes out singly, without a pause, and nobody twice', async () => {
    const sandbox = await openSandbox({ mobsmsIsPremium: false });
    const engine = await startEngine();
    const { id } = await prepareCampaign(engine, {
      provider: 'mobsms',
      baseUrl: sandbox.urls.mobsms,
      secret: sandbox.token,
      people: 120,
      settings: { jitter: 0 },
    });
    await engine.call('campaigns.start', { id });
    const campaign = await engine.until(id, ({ state }) => state === 'finished' || state === 'paused');
    expect(campaign).toMatchObject({ state: 'finished', pauseReason: null });
    expect(new Set(sandbox.ledger.map(({ recipient }) => recipient)).size).toBe(120);
    expect(sandbox.ledger).toHaveLength(120);
    // The requests that were on the wire when the first was refused were bulk sends too.
    const bulks = sandbox.requests.mobsms.sends - 120;
    expect(bulks).toBeGreaterThanOrEqual(1);
    expect(bulks).toBeLessThanOrEqual(8);
  });
});
