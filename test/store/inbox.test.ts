import { expect, test } from 'vitest';
import type { NewIncoming } from '../../src/main/engine/store/inbox-store.ts';
import type { Store } from '../../src/main/engine/store/store.ts';
import { openTestStore } from '../support/store.ts';

const text = (index: number, special: Partial<NewIncoming> = {}): NewIncoming => ({
  providerId: String(index),
  sender: '+998901234567',
  text: `Text ${index}`,
  receivedAt: 1000 + index,
  isStop: false,
  ...special,
});

async function account(store: Store): Promise<number> {
  const record = { name: 'Phone', provider: 'mobsms', settings: {}, demo: false } as const;
  return (await store.createAccount(record, 1000)).id;
}

test('a message that was read before is not taken in again', async () => {
  const store = openTestStore();
  const accountId = await account(store);
  expect(await store.addIncoming(accountId, [text(1), text(2)], 2000)).toEqual({ received: 2, optedOut: [] });
  expect(await store.addIncoming(accountId, [text(2), text(3)], 2000)).toEqual({ received: 1, optedOut: [] });
  const thread = await store.listThread(accountId, '+998901234567', 10);
  expect(thread.map((line) => line.text)).toEqual(['Text 1', 'Text 2', 'Text 3']);
});

test('a message that came once without an id and once with its own is one message', async () => {
  const store = openTestStore();
  const accountId = await account(store);
  const called = text(1, { providerId: 'made-up-abc', text: 'Salom' });
  const read = text(2, { providerId: '55', text: 'Salom', receivedAt: 61_000 });
  expect((await store.addIncoming(accountId, [called], 2000)).received).toBe(1);
  expect((await store.addIncoming(accountId, [read], 2000)).received).toBe(0);
  // The same words with two ids of the provider's were said twice.
  const again = [text(3, { providerId: '56', text: 'Ha' }), text(4, { providerId: '57', text: 'Ha' })];
  expect((await store.addIncoming(accountId, again, 2000)).received).toBe(2);
});

test('the provider’s id takes the place of the one that was made up, and is known from then on', async () => {
  const store = openTestStore();
  const accountId = await account(store);
  const called = text(1, { providerId: 'made-up-abc', text: 'Ha', receivedAt: 10_000 });
  const read = text(2, { providerId: '55', text: 'Ha', receivedAt: 9000 });
  const later = text(3, { providerId: 'made-up-def', text: 'Ha', receivedAt: 300_000 });
  await store.addIncoming(accountId, [called, read], 2000);
  // Nobody takes what is read again for the next message with these words.
  await store.addIncoming(accountId, [later, read], 2000);
  await store.addIncoming(accountId, [read, text(4, { ...later, providerId: '56' })], 2000);
  const thread = await store.listThread(accountId, '+998901234567', 10);
  expect(thread.map(({ at }) => at)).toEqual([9000, 300_000]);
});

test('the same words in two calls without an id are one message within seconds, and two later', async () => {
  const store = openTestStore();
  const accountId = await account(store);
  const call = (id: string, receivedAt: number) =>
    store.addIncoming(accountId, [text(1, { providerId: `made-up-${id}`, text: 'Ha', receivedAt })], 2000);
  expect((await call('a', 10_000)).received).toBe(1);
  expect((await call('b', 15_000)).received).toBe(0);
  expect((await call('c', 310_000)).received).toBe(1);
});

test('a STOP that is said again after its undo counts again, whichever of the two has an id', async () => {
  const store = openTestStore();
  const accountId = await account(store);
  const stop = (providerId: string, receivedAt: number) =>
    store.addIncoming(accountId, [text(1, { providerId, text: 'STOP', isStop: true, receivedAt })], 2000);
  const undo = () => store.optIn('+998901234567');
  const out = ['+998901234567'];
  expect((await stop('made-up-a', 10_000)).optedOut).toEqual(out);
  await undo();
  expect((await stop('made-up-b', 310_000)).optedOut).toEqual(out);
  await undo();
  // These two are the ones above, as the inbox has them.
  expect((await stop('55', 10_000)).optedOut).toEqual([]);
  expect((await stop('56', 311_000)).optedOut).toEqual([]);
  expect((await stop('made-up-b', 310_000)).optedOut).toEqual([]);
  expect((await stop('made-up-c', 600_000)).optedOut).toEqual(out);
  expect((await stop('57', 601_000)).received).toBe(0);
  await undo();
  expect((await stop('58', 900_000)).optedOut).toEqual(out);
  const thread = await store.listThread(accountId, '+998901234567', 10);
  expect(thread.map(({ at }) => at)).toEqual([10_000, 311_000, 601_000, 900_000]);
});

test('threads are the newest first, count what is unread, and page by time', async () => {
  const store = openTestStore();
  const accountId = await account(store);
  await store.addIncoming(accountId, [text(1), text(2), text(3, { sender: 'BANK' })], 2000);
  const { threads, unread } = await store.listThreads({ accountId: null, before: null, limit: 10 });
  expect(threads.map(({ phone, lastText, unread: own }) => [phone, lastText, own])).toEqual([
    ['BANK', 'Text 3', 1],
    ['+998901234567', 'Text 2', 2],
  ]);
  expect(unread).toBe(3);
  const [first] = threads;
  const older = await store.listThreads({ accountId, before: first ?? null, limit: 10 });
  expect(older.threads.map(({ phone }) => phone)).toEqual(['+998901234567']);
  // What was said at the same moment must not fall between two pages.
  const twin = text(9, { sender: 'ALERT', receivedAt: 1003 });
  await store.addIncoming(accountId, [twin], 2000);
  const rest = await store.listThreads({ accountId, before: first ?? null, limit: 10 });
  expect(rest.threads.map(({ phone }) => phone)).toEqual(['ALERT', '+998901234567']);
  await store.markRead(accountId, '+998901234567', 3000);
  expect((await store.listThreads({ accountId, before: null, limit: 10 })).unread).toBe(2);
});

test('STOP opts its sender out once; who was out already keeps the reason of then', async () => {
  const store = openTestStore();
  const accountId = await account(store);
  const stop = { text: 'STOP', isStop: true };
  expect((await store.addIncoming(accountId, [text(1, stop)], 2000)).optedOut).toEqual(['+998901234567']);
  expect((await store.addIncoming(accountId, [text(2, stop)], 2000)).optedOut).toEqual([]);
  const thread = await store.listThread(accountId, '+998901234567', 10);
  expect(thread.map(({ optedOut }) => optedOut)).toEqual([true, false]);
  expect((await store.listThreads({ accountId, before: null, limit: 1 })).threads[0]?.optedOut).toBe(true);
  await store.optIn('+998901234567');
  expect(await store.isOptedOut('+998901234567')).toBe(false);
});
