import { describe, expect, it, vi } from 'vitest';
import { ProviderId } from '../../src/shared/account.ts';
import type { OutgoingMessage } from '../../src/main/engine/providers/provider.ts';
import { providers } from '../../src/main/engine/providers/registry.ts';
import { connect, message, never, openSandbox, sought } from './accounts.ts';
import { openSocketServer, openStub } from './servers.ts';

/**
 * What every adapter must do, over HTTP against the sandbox. What it makes of answers and faults stands in
 * conformance-outcomes.test.ts.
 */

/** All that a URL, a form or JSON could mistake for its own. */
const NASTY_TEXT = `1+1=2 & 50% #1? "quotes" 'and' (more)!*;,/\\ {name} <b>\nSecond line · ўқғ ҳ · გამარჯობა 😀`;

describe.each(ProviderId.options)('%s', (id) => {
  const { capabilities } = providers[id];

  it('has what its capabilities say, and nothing that they do not', async () => {
    const sandbox = await openSandbox();
    const connection = connect(id, sandbox.urls[id]);
    expect({
      lookup: connection.lookup !== undefined,
      reports: connection.reports !== undefined,
      cancel: connection.cancel !== undefined,
      inbox: connection.readInbox !== undefined,
      groups: connection.messagesPerRequest > 1,
    }).toEqual({
      lookup: capabilities.lookup,
      reports: capabilities.reports,
      cancel: capabilities.cancel,
      inbox: capabilities.inbox,
      groups: capabilities.grouping !== 'none',
    });
    expect(providers[id].readCallback).toBeDefined();
  });

  it('sends together what its grouping lets go together, and the rest not at all', async () => {
    const sandbox = await openSandbox();
    const connection = connect(id, sandbox.urls[id]);
    const named = (index: number, name: string): OutgoingMessage => ({
      ...message(index, `Salom ${name}!`),
      name,
    });
    const group = {
      none: [message(1), message(2)],
      text: [named(1, 'Ali'), { ...named(2, 'Ali'), name: 'Vali' }, named(3, 'Vali')],
      name: [named(1, 'Ali'), named(2, 'Vali'), message(3, 'Xayr!')],
    }[capabilities.grouping];
    const outcomes = await connection.send(group, never());
    const taken = group.slice(0, -1);
    expect(outcomes.map(({ kind }) => kind)).toEqual([...taken.map(() => 'accepted'), 'left-out']);
    expect(sandbox.ledger.map(({ recipient, text }) => [recipient, text])).toEqual(
      taken.map(({ recipient, text }) => [recipient, text]),
    );
    expect(sandbox.requests[id].sends).toBe(1);
  });

  it('refuses for good what the provider refuses of the message itself', async () => {
    const sandbox = await openSandbox();
    const connection = connect(id, sandbox.urls[id]);
    const [outcome] = await connection.send([{ ...message(1), recipient: '+99' }], never());
    expect(outcome).toMatchObject({ kind: 'permanent', detail: expect.stringMatching(/./) });
    expect(sandbox.ledger).toHaveLength(0);
  });

  it('is sure that nothing was taken where TLS or the name fails', async () => {
    const stub = await openStub(() => ({ body: {} }));
    for (const baseUrl of [stub.url.replace('http:', 'https:'), 'https://kaptar.invalid']) {
      const [outcome] = await connect(id, baseUrl, { timeoutSeconds: 2 }).send([message(1)], never());
      expect(outcome).toMatchObject({ kind: 'transient', throttled: false });
    }
    expect(stub.seen).toHaveLength(0);
  });

  it.runIf(capabilities.holds)('hands over a message for a later time', async () => {
    const sandbox = await openSandbox();
    const sendAt = Date.now() + 3_600_000;
    const [outcome] = await connect(id, sandbox.urls[id]).send([{ ...message(1), sendAt }], never());
    expect(outcome?.kind).toBe('accepted');
    expect(sandbox.ledger[0]?.sentAt).toBeGreaterThanOrEqual(sendAt);
    expect(sandbox.ledger[0]?.sentAt).toBeLessThan(sendAt + 61_000);
  });

  it.runIf(capabilities.cancel)('withdraws what has not left yet, and says when it is too late', async () => {
    const sandbox = await openSandbox({ deliveryDelayMs: 60_000 });
    const connection = connect(id, sandbox.urls[id]);
    await connection.send([message(1)], never());
    expect(await connection.cancel?.(sandbox.ledger[0]?.providerId ?? '', never())).toBe('cancelled');
    expect(sandbox.ledger[0]?.state).toBe('cancelled');
    expect(await connection.cancel?.(sandbox.ledger[0]?.providerId ?? '', never())).toBe('too-late');
  });

  it.runIf(capabilities.inbox)('reads what people wrote, the newest first, to an empty page', async () => {
    const sandbox = await openSandbox();
    const connection = connect(id, sandbox.urls[id]);
    sandbox.receive({ sender: '+998901234567', text: 'First' });
    sandbox.receive({ sender: '+998901234568', text: 'Second' });
    const page = await connection.readInbox?.(1, never());
    expect(page?.isEnd).toBe(false);
    expect(page?.messages.map(({ sender, text }) => [sender, text])).toEqual([
      ['+998901234568', 'Second'],
      ['+998901234567', 'First'],
    ]);
    expect(new Set(page?.messages.map(({ providerId }) => providerId)).size).toBe(2);
    expect(await connection.readInbox?.(2, never())).toEqual({ messages: [], isEnd: true });
  });

  it('sends a text as it is, in one request, and gives the provider’s id', async () => {
    const sandbox = await openSandbox();
    const connection = connect(id, sandbox.urls[id]);
    const outgoing = message(1, NASTY_TEXT);
    const outcomes = await connection.send([outgoing], never());
    expect(sandbox.ledger).toHaveLength(1);
    const [entry] = sandbox.ledger;
    expect(entry).toMatchObject({ provider: id, recipient: outgoing.recipient, text: NASTY_TEXT });
    expect(outcomes).toEqual([expect.objectContaining({ kind: 'accepted', providerId: entry?.providerId })]);
    expect(sandbox.requests[id]).toEqual({ sends: 1, others: 0 });
  });

  it('gives each message an id of its own', async () => {
    const sandbox = await openSandbox();
    const connection = connect(id, sandbox.urls[id]);
    const ids: string[] = [];
    for (let i = 0; i < 20; i += connection.messagesPerRequest) {
      const length = Math.min(20 - i, connection.messagesPerRequest);
      const group = Array.from({ length }, (_, j) => message(i + j));
      for (const outcome of await connection.send(group, never())) {
        if (outcome.kind === 'accepted') ids.push(outcome.providerId);
      }
    }
    expect(new Set(ids).size).toBe(20);
    expect(ids).toEqual(sandbox.ledger.map(({ providerId }) => providerId));
  });

  it('makes one request only, and says of what is too much for it that it was not taken', async () => {
    const sandbox = await openSandbox();
    const connection = connect(id, sandbox.urls[id], id === 'ubill' ? { groupSize: 3 } : {});
    const group = [message(1), message(2, 'Another text')];
    const [first, second] = await connection.send(group, never());
    expect(first?.kind).toBe('accepted');
    expect(second?.kind).toBe('left-out');
    expect(sandbox.ledger.map(({ recipient }) => recipient)).toEqual([message(1).recipient]);
    expect(sandbox.requests[id].sends).toBe(1);
  });

  it('asks nothing for no messages', async () => {
    const sandbox = await openSandbox();
    const connection = connect(id, sandbox.urls[id]);
    expect(await connection.send([], never())).toEqual([]);
    expect(await connection.reports?.([], never())).toEqual([]);
    if (connection.lookup) expect(await connection.lookup([], never())).toEqual([]);
    expect(sandbox.requests[id]).toEqual({ sends: 0, others: 0 });
  });

  it('knows a key that does not work, and tells it to nobody', async () => {
    const sandbox = await openSandbox();
    const connection = connect(id, sandbox.urls[id], {}, 'a-wrong-key');
    const outcomes = await connection.send([message(1)], never());
    expect(outcomes[0]?.kind).toBe('auth');
    await expect(connection.check(never())).rejects.toMatchObject({ name: 'AccountTrouble', kind: 'auth' });
    expect(sandbox.ledger).toHaveLength(0);
    expect(JSON.stringify(outcomes)).not.toContain('a-wrong-key');
  });

  it.each(['read-error', 'read-refused'] as const)('learns nothing from an answer with %s', async (fault) => {
    const sandbox = await openSandbox();
    const connection = connect(id, sandbox.urls[id]);
    sandbox.fault(id, fault);
    expect((await connection.send([message(1)], never()))[0]?.kind).toBe('accepted');
    const check = connection.check(never());
    // uBill documents no page that a check could ask: what they answer must not lock an account.
    if (id === 'ubill') expect(await check).toMatchObject({ balance: null, price: null });
    else await expect(check).rejects.toMatchObject({ name: 'AccountTrouble' });
    await connection.check(never());
    if (!connection.lookup) return;
    sandbox.fault(id, fault);
    const asked = connection.lookup([sought(message(1))], never());
    await expect(asked).rejects.toMatchObject({ name: 'AccountTrouble' });
  });

  it('takes a key without the line end that came with it, and refuses one that no header can carry', async () => {
    const sandbox = await openSandbox();
    const pasted = connect(id, sandbox.urls[id], {}, ` ${sandbox.token}\n`);
    expect((await pasted.send([message(1)], never()))[0]?.kind).toBe('accepted');
    const broken = connect(id, sandbox.urls[id], {}, 'ключ');
    expect((await broken.send([message(1)], never()))[0]?.kind).toBe('auth');
    await expect(broken.check(never())).rejects.toMatchObject({ kind: 'auth' });
    expect(sandbox.requests[id].sends).toBe(1);
  });

  it('is sure that nothing was taken where nobody listens', async () => {
    const sandbox = await openSandbox();
    const connection = connect(id, sandbox.urls[id]);
    await sandbox.close();
    const [outcome] = await connection.send([message(1)], never());
    expect(outcome).toMatchObject({ kind: 'transient', throttled: false });
    await expect(connection.check(never())).rejects.toMatchObject({ kind: 'offline' });
  });

  it.each([
    ['the sign-in page of a network', { body: '<!DOCTYPE html><title>Welcome</title>' }, 'stranger'],
    ['another place', { status: 302, headers: { location: 'http://portal/' }, body: '' }, 'stranger'],
    ['a gateway without its server', { status: 502, body: '<html>Bad Gateway</html>' }, 'provider'],
    ['a server in trouble', { status: 500, body: { message: 'Error' } }, 'provider'],
    ['a network that wants a sign-in', { status: 511, body: '<html>' }, 'provider'],
    ['too many questions', { status: 429, body: '' }, 'provider'],
  ] as const)('does not take %s for a word about the account', async (_name, answer, kind) => {
    const stub = await openStub(() => answer);
    await expect(connect(id, stub.url).check(never())).rejects.toMatchObject({ kind });
  });

  it('is told that nobody can be found, or that a connection is cut', async () => {
    const nowhere = connect(id, 'https://nowhere.invalid');
    await expect(nowhere.check(never())).rejects.toMatchObject({ kind: 'offline' });
    const rude = await openSocketServer((socket) => socket.destroy());
    await expect(connect(id, rude.url).check(never())).rejects.toMatchObject({ kind: 'offline' });
    // No TLS there.
    const plain = await openSocketServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const secure = connect(id, plain.url.replace('http:', 'https:'));
    await expect(secure.check(never())).rejects.toMatchObject({ kind: 'offline' });
  });

  it('takes a page that does not exist for a wrong address, not for the message’s fault', async () => {
    const sandbox = await openSandbox();
    const connection = connect(id, `${sandbox.urls[id]}/nothing`);
    const [outcome] = await connection.send([message(1)], never());
    expect(outcome).toMatchObject({ kind: 'account', detail: expect.stringContaining('base address') });
    expect(sandbox.ledger).toHaveLength(0);
  });

  it('is uncertain where it was told to stop while it waited, and sure where it was told before', async () => {
    const sandbox = await openSandbox();
    const connection = connect(id, sandbox.urls[id]);
    const [before] = await connection.send([message(1)], AbortSignal.abort());
    expect(before).toMatchObject({ kind: 'transient', throttled: false });
    expect(sandbox.requests[id].sends).toBe(0);

    sandbox.fault(id, 'hang-after');
    const controller = new AbortController();
    const sending = connection.send([message(2)], controller.signal);
    await vi.waitFor(() => expect(sandbox.ledger).toHaveLength(1));
    controller.abort();
    expect((await sending)[0]).toMatchObject({ kind: 'ambiguous', code: 'interrupted' });
  });

  const longest = capabilities.longestText ?? 0;
  it.runIf(longest > 0)('refuses a text that is too long without a request', async () => {
    const sandbox = await openSandbox();
    const connection = connect(id, sandbox.urls[id]);
    const [fits] = await connection.send([message(1, 'x'.repeat(longest))], never());
    expect(fits?.kind).toBe('accepted');
    const [outcome] = await connection.send([message(2, 'x'.repeat(longest + 1))], never());
    expect(outcome).toMatchObject({ kind: 'permanent', code: 'too-long' });
    expect(sandbox.requests[id].sends).toBe(1);
  });

  it('reports what became of messages, and no news as no news', async () => {
    const sandbox = await openSandbox({ failSuffix: '3', deliveryDelayMs: 150 });
    const connection = connect(id, sandbox.urls[id]);
    const group = [message(1), message(2), message(3)];
    const tracked = await Promise.all(
      group.map(async (one) => {
        const [outcome] = await connection.send([one], never());
        return { ...one, providerId: outcome?.kind === 'accepted' ? outcome.providerId : 'none' };
      }),
    );
    const early = (await connection.reports?.(tracked, never())) ?? [];
    expect(early.every(({ state }) => state === 'accepted')).toBe(true);
    await vi.waitFor(async () => {
      const reports = (await connection.reports?.(tracked, never())) ?? [];
      const states = Object.fromEntries(reports.map(({ reference, state }) => [reference, state]));
      expect(states).toEqual({ 'ref-1-': 'delivered', 'ref-2-': 'delivered', 'ref-3-': 'undelivered' });
    });
    const stranger = { reference: 'x', recipient: '+998901234567', providerId: '999999:998901234567' };
    const noNews = [{ reference: 'x', state: 'accepted' }];
    expect(await connection.reports?.([stranger], never())).toEqual(noNews);
  });

  it('proves that its settings work', async () => {
    const sandbox = await openSandbox({ balance: { devsms: 1_250, ubill: 77, mobsms: 4_000 } });
    const check = await connect(id, sandbox.urls[id]).check(never());
    expect(check).toEqual(
      {
        devsms: {
          balance: { unit: 'money', money: { micros: 1_250_000, currency: 'USD' } },
          price: { micros: 5_000, currency: 'USD' },
          notes: [],
        },
        ubill: { balance: { unit: 'messages', messages: 77 }, price: null, notes: ['Brand: Kaptar'] },
        mobsms: {
          balance: null,
          price: null,
          notes: ['Owner: Ali', 'Plan: premium', 'Active devices: 1', 'Balance: 4000'],
        },
      }[id],
    );
  });

  it.runIf(capabilities.lookup)('looks up what was lost', async () => {
    const sandbox = await openSandbox();
    const connection = connect(id, sandbox.urls[id]);
    const [taken, lost] = [message(1), message(2)];
    const attemptedAt = Date.now();
    await connection.send([message(3)], never());
    sandbox.fault(id, 'cut-after');
    await connection.send([taken], never());
    sandbox.fault(id, 'cut-before');
    await connection.send([lost], never());
    await connection.send([message(4)], never());

    const [found, missing] =
      (await connection.lookup?.([sought(taken, attemptedAt), sought(lost, attemptedAt)], never())) ?? [];
    const entry = sandbox.ledger.find(({ recipient }) => recipient === taken.recipient);
    expect(found?.candidates).toEqual([expect.objectContaining({ providerId: entry?.providerId })]);
    expect(missing).toEqual({ candidates: [], complete: true });
  });

  it.runIf(capabilities.lookup)('claims nothing where it could not read the history', async () => {
    const sandbox = await openSandbox();
    const connection = connect(id, sandbox.urls[id]);
    await sandbox.close();
    await expect(connection.lookup?.([sought(message(1))], never())).rejects.toMatchObject({
      kind: 'offline',
    });
  });
});
