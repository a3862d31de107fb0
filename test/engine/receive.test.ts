import { expect, test } from 'vitest';
import { systemClock } from '../../src/main/engine/lib/clock.ts';
import { createEmitter } from '../../src/main/engine/lib/emitter.ts';
import { silentLog } from '../../src/main/engine/lib/log.ts';
import type { Connection } from '../../src/main/engine/providers/provider.ts';
import { readInbox, takeIn, type ReceiveTools } from '../../src/main/engine/queue/receive.ts';
import type { SandboxOptions } from '../../src/main/sandbox/server.ts';
import { connect, never, openSandbox } from '../providers/accounts.ts';
import { openClient } from '../providers/mobsms-requests.ts';
import { openStub } from '../providers/servers.ts';
import { openTestStore } from '../support/store.ts';

const CUSTOMER = '+998901000003';

/** A store with an account, and the looks that it takes into an inbox. */
async function receiver(connection: Connection) {
  const store = openTestStore();
  const record = { name: 'Phone', provider: 'mobsms', settings: {}, demo: false } as const;
  const { id: accountId } = await store.createAccount(record, 1000);
  const tools: ReceiveTools = { store, clock: systemClock, emitter: createEmitter(), log: silentLog };
  return {
    store,
    accountId,
    emitter: tools.emitter,
    look: (stop = never()) => readInbox(tools, accountId, connection, stop),
    /** As a callback does. */
    hear: async (page: number) =>
      takeIn(tools, accountId, (await connection.readInbox?.(page, never()))?.messages ?? []),
    texts: async () => (await store.listThread(accountId, CUSTOMER, 5000)).map(({ text }) => text),
  };
}

async function phone(options: SandboxOptions = {}) {
  const sandbox = await openSandbox(options);
  const write = (count: number, text = 'Salom') => {
    for (let index = 0; index < count; index += 1)
      sandbox.receive({ sender: CUSTOMER, text: `${text} ${index}` });
  };
  return { sandbox, write, ...(await receiver(connect('mobsms', sandbox.urls.mobsms))) };
}

test('after a long absence all that came in is read, however many pages it fills', async () => {
  const { sandbox, write, look, store, accountId } = await phone();
  write(1);
  expect(await look()).toBe(1);
  sandbox.receive({ sender: CUSTOMER, text: 'STOP' });
  write(1100);
  expect(await look()).toBe(1101);
  expect(await store.isOptedOut(CUSTOMER)).toBe(true);
  expect(await store.listThread(accountId, CUSTOMER, 2000)).toHaveLength(1102);
});

test('a look that is cut short keeps what it read, and the next one reads as far back', async () => {
  const { sandbox, write, look, texts, emitter } = await phone();
  write(1);
  await look();
  sandbox.receive({ sender: CUSTOMER, text: 'STOP' });
  write(120, 'Later');
  const stop = new AbortController();
  emitter.on(() => stop.abort());
  await expect(look(stop.signal)).rejects.toMatchObject({ kind: 'offline' });
  expect(await texts()).toHaveLength(51);
  await look();
  expect(await texts()).toHaveLength(122);
  expect(await texts()).toContain('STOP');
});

test('a page that callbacks made known hides nothing that is older', async () => {
  const { sandbox, write, look, hear, texts } = await phone();
  write(1);
  await look();
  sandbox.receive({ sender: CUSTOMER, text: 'STOP' });
  write(50, 'Later');
  expect(await hear(1)).toBe(50);
  expect(await look()).toBe(1);
  expect(await texts()).toContain('STOP');
});

test('a look at nothing new is one request, also where the newest message was deleted', async () => {
  const { sandbox, write, look, store, accountId } = await phone();
  write(60);
  await look();
  const before = sandbox.requests.mobsms.others;
  expect(await look()).toBe(0);
  expect(sandbox.requests.mobsms.others).toBe(before + 1);
  const mark = await store.findInboxMark(accountId);
  await openClient(sandbox.urls.mobsms).deleteMessage(mark?.providerId ?? '', never());
  await store.moveInboxMark(accountId, { providerId: mark?.providerId ?? '', receivedAt: Date.now() + 1 });
  expect(await look()).toBe(0);
  expect(sandbox.requests.mobsms.others).toBe(before + 3);
});

test('senders that hide do not keep the others back, though they fill a page', async () => {
  const { sandbox, look, store } = await phone();
  sandbox.receive({ sender: CUSTOMER, text: 'STOP' });
  for (let index = 0; index < 50; index += 1) sandbox.receive({ sender: '', text: 'Guess who' });
  expect(await look()).toBe(1);
  expect(await store.isOptedOut(CUSTOMER)).toBe(true);
});

test('an inbox without pages is read once', async () => {
  const data = [{ id: 1, sender_number: CUSTOMER, message: 'Salom' }];
  const stub = await openStub(() => ({ body: { success: true, data } }));
  const { look } = await receiver(connect('mobsms', stub.url));
  expect(await look()).toBe(1);
  expect(stub.seen).toHaveLength(2);
});

test('another user’s inbox is read to its end', async () => {
  const { write, look, store, accountId } = await phone();
  await store.noteIdentity(accountId, 'first user');
  write(60);
  await look();
  expect(await store.findInboxMark(accountId)).toBeDefined();
  await store.noteIdentity(accountId, 'first user');
  expect(await store.findInboxMark(accountId)).toBeDefined();
  await store.noteIdentity(accountId, 'second user');
  expect(await store.findInboxMark(accountId)).toBeUndefined();
});
