import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DevsmsSettings, MobsmsSettings, UbillSettings } from '../../src/shared/account.ts';
import { openDevsms } from '../../src/main/engine/providers/devsms/client.ts';
import { openMobsms } from '../../src/main/engine/providers/mobsms/client.ts';
import { AccountTrouble } from '../../src/main/engine/providers/provider.ts';
import { openUbill } from '../../src/main/engine/providers/ubill/client.ts';
import { connect, message, never, settingsOf, sought } from './accounts.ts';
import { fieldOf, jsonOf, openEcho, strangeAnswers } from './strange-answers.ts';

/** A machine that is busy with other tests takes ten times as long as an idle one. */
const SLOWEST_MS = 120_000;

/**
 * What no document shows answers no question: a look-up that took it for an empty history would have the message sent
 * again, a report that took it for an end would close it. Each call says so as `AccountTrouble`, and repeats no secret.
 */

const SECRET = 'secret-of-this-account-8f2c';

const ours = message(1);
const digits = ours.recipient.slice(1);
const now = new Date();

const devsmsRow = (id: number, phone: string) => ({
  id,
  phone_number: phone,
  message: ours.text,
  status: 'delivered',
  parts_count: 1,
  total_cost: '$0.005',
  from_number: SECRET,
  created_at: now.toISOString(),
  delivered_at: '2026-03-09 10:30:05',
  failed_at: null,
});
const mobsmsRow = (id: number, phone: string) => ({
  id,
  message_id: `uuid-${id}`,
  recipient_number: phone,
  message: ours.text,
  direction: 'outbound',
  status: 'delivered',
  error_message: SECRET,
  created_at: now.toISOString(),
  delivered_at: '2026-06-08T10:00:05.000000Z',
});
const devsmsPage = (rows: readonly unknown[]) => ({
  success: true,
  data: { history: rows, count: rows.length, limit: 200, offset: 0 },
});
const mobsmsPage = (rows: readonly unknown[]) => ({
  success: true,
  data: { current_page: 1, data: rows, per_page: 50, total: rows.length },
});

/** Everything but a list of whole rows, none of which is to our number, or one that says it is empty. */
const HISTORIES = {
  devsms: {
    pages: [
      devsmsPage([devsmsRow(8, digits), devsmsRow(7, '998901999999')]),
      { success: true, data: { history: [], count: 2, limit: 200, offset: 0 } },
    ],
    rowsOf: (body: unknown) => (fieldOf(body, 'success') === true ? fieldOf(body, 'data', 'history') : null),
    total: (body: unknown) => fieldOf(body, 'data', 'count'),
    isOurs: (row: unknown) => String(fieldOf(row, 'phone_number')).replace(/\D/g, '') === digits,
  },
  mobsms: {
    pages: [
      mobsmsPage([mobsmsRow(8, ours.recipient), mobsmsRow(7, '+998901999999')]),
      { success: true, data: { current_page: 1, data: [], per_page: 50, total: 2 } },
    ],
    rowsOf: (body: unknown) => {
      if (fieldOf(body, 'success') === false) return null;
      const data = fieldOf(body, 'data');
      return Array.isArray(data) ? data : fieldOf(data, 'data');
    },
    total: (body: unknown) => fieldOf(body, 'data', 'total'),
    isOurs: (row: unknown) => String(fieldOf(row, 'recipient_number')).replace(/\D/g, '') === digits,
  },
} as const;

describe.each(['devsms', 'mobsms'] as const)('a look-up at %s', (id) => {
  it(
    'finds nothing only where the history is whole',
    async () => {
      const { pages, rowsOf, total, isOurs } = HISTORIES[id];
      const echo = await openEcho();
      await fc.assert(
        fc.asyncProperty(strangeAnswers(pages), async (answer) => {
          echo.say(answer);
          const connection = connect(id, echo.url, {}, SECRET);
          const findings = await connection.lookup?.([sought(ours)], never()).catch(asTrouble);
          await connection.close();
          const [finding] = findings ?? [];
          if (!finding?.complete || finding.candidates.length > 0) return;
          const body = jsonOf(answer);
          const rows = rowsOf(body);
          expect(answer.status).toBeLessThan(300);
          expect(Array.isArray(rows), 'there is a list').toBe(true);
          const list = rows as unknown[];
          const said = total(body);
          if (list.length === 0)
            expect(Number.isSafeInteger(said) && Number(said) > 0, 'an empty list of some').toBe(false);
          // A row of ours with another time is another message's for all that anybody can tell.
          const near = list.filter((row) => isOurs(row) && fieldOf(row, 'created_at') === now.toISOString());
          expect(near.filter((row) => fieldOf(row, 'message') === ours.text)).toEqual([]);
        }),
        { numRuns: 250 },
      );
    },
    SLOWEST_MS,
  );
});

const REPORTS = {
  devsms: {
    providerIds: ['8'],
    answers: [devsmsPage([devsmsRow(8, digits)]), { success: true, data: devsmsRow(8, digits) }],
  },
  ubill: {
    providerIds: [`77:${digits}`],
    answers: [{ statusID: 0, result: [{ number: digits, statusID: 1 }] }],
  },
  mobsms: {
    providerIds: ['8'],
    answers: [
      mobsmsPage([mobsmsRow(8, ours.recipient)]),
      { success: true, data: mobsmsRow(8, ours.recipient) },
    ],
  },
} as const;

describe.each(['devsms', 'ubill', 'mobsms'] as const)('a report of %s', (id) => {
  const { providerIds, answers } = REPORTS[id];
  const tracked = providerIds.map((providerId) => ({ ...ours, providerId }));

  it(
    'is final only by a word of the document about this very message',
    async () => {
      const echo = await openEcho();
      await fc.assert(
        fc.asyncProperty(strangeAnswers(answers), async (answer) => {
          echo.say(answer);
          const connection = connect(id, echo.url, {}, SECRET);
          const reports = await connection.reports?.(tracked, never()).catch(asTrouble);
          await connection.close();
          expect(JSON.stringify(reports ?? [])).not.toContain(SECRET);
          for (const { state } of reports ?? []) {
            if (state === 'accepted') continue;
            const body = jsonOf(answer);
            expect(answer.status).toBeLessThan(300);
            expect(fieldOf(body, 'success')).not.toBe(false);
            const text = JSON.stringify(body);
            if (id === 'ubill') expect(text).toContain(digits);
            else
              expect(text, 'names the message').toMatch(
                /"id":"?\s*8\b|"(?:message_id|eskiz_request_id)":"?\s*8\b/,
              );
          }
        }),
        { numRuns: 250 },
      );
    },
    SLOWEST_MS,
  );

  it.runIf(id === 'mobsms')(
    'is withdrawn only where the provider says so',
    async () => {
      const echo = await openEcho();
      const valid = {
        success: true,
        data: { id: 8, status: 'cancelled' },
        message: 'SMS cancelled successfully',
      };
      await fc.assert(
        fc.asyncProperty(strangeAnswers([valid]), async (answer) => {
          echo.say(answer);
          const connection = connect(id, echo.url, {}, SECRET);
          const verdict = await connection.cancel?.('8', never()).catch(() => 'not asked');
          await connection.close();
          if (verdict !== 'cancelled') return;
          const body = jsonOf(answer);
          const says = fieldOf(body, 'success') === true || fieldOf(body, 'data', 'status') === 'cancelled';
          expect(says).toBe(true);
        }),
        { numRuns: 200 },
      );
    },
    SLOWEST_MS,
  );
});

type Call = (signal: AbortSignal) => Promise<unknown>;

/** Every call of the clients that asks something. */
const CALLS: readonly {
  name: string;
  open: (url: string) => { calls: readonly Call[]; close: () => Promise<void> };
}[] = [
  {
    name: 'DevSMS',
    open(url) {
      const client = openDevsms(settingsOf('devsms', url) as DevsmsSettings, SECRET);
      const calls: Call[] = [
        (signal) => client.readHistory({ limit: 50, offset: 0, status: null }, signal),
        (signal) => client.readBalance(signal),
        (signal) => client.getMessage('8', signal),
      ];
      return { calls, close: client.close };
    },
  },
  {
    name: 'uBill',
    open(url) {
      const client = openUbill(settingsOf('ubill', url) as UbillSettings, SECRET);
      const calls: Call[] = [
        (signal) => client.findBalance(signal),
        (signal) => client.findBrands(signal),
        (signal) => client.createBrand('Shop', signal),
        (signal) => client.findReport('8', signal),
      ];
      return { calls, close: client.close };
    },
  },
  {
    name: 'MobSMS',
    open(url) {
      const client = openMobsms(settingsOf('mobsms', url) as MobsmsSettings, SECRET);
      const calls: Call[] = [
        (signal) => client.readMessages({ box: 'inbox', page: 1 }, signal),
        (signal) => client.getMessage('8', signal),
        (signal) => client.updateMessage('8', { status: 'sent' }, signal),
        (signal) => client.deleteMessage('8', signal),
        (signal) => client.readDeliveryStats(signal),
        (signal) => client.readAccount(signal),
        (signal) => client.readBalance(signal),
        (signal) => client.readSettings(signal),
        (signal) => client.writeSettings({ keepInbound: true }, signal),
        (signal) => client.readWebhooks(signal),
        (signal) => client.writeWebhooks({ incoming: null, status: null }, signal),
        (signal) => client.readSubscription(signal),
        (signal) => client.redeemPromo('x', signal),
        (signal) =>
          client.importContacts([{ phone: '+998901234567', name: '', email: '', notes: '' }], null, signal),
        (signal) => client.listDevices(signal),
        (signal) => client.setDefaultDevice('1', signal),
        (signal) => client.findRelease(signal),
        (signal) => client.logIn({ email: 'a@b.uz', password: 'x' }, signal),
        (signal) => client.readUser(signal),
        (signal) => client.listKeys(signal),
        (signal) => client.revokeKey('1', signal),
        (signal) => client.logOut(signal),
      ];
      return { calls, close: client.close };
    },
  },
];

/** A bit of everything, for calls that have no answer of their own here. */
const ANYTHING = [
  devsmsPage([devsmsRow(8, digits)]),
  mobsmsPage([mobsmsRow(8, ours.recipient)]),
  { success: true, data: { balance: '$0.083', sms_price: '$0.005', statistics: { total_sms: 100 } } },
  { statusID: 0, sms: 12.5, brands: [{ id: 1, name: 'Shop', authorized: 1, createdAt: null }] },
  { success: true, data: [{ id: 1, name: SECRET, device_id: 5, is_default: true, key: 'k' }] },
  {
    success: true,
    data: { user: { id: 1, name: SECRET, email: 'a@b.uz' }, token: 't', subscription: { plan: 'free' } },
  },
  { success: false, message: `No ${SECRET}`, errors: { field: ['Wrong.'] } },
];

describe.each(CALLS)('the calls of $name', ({ open }) => {
  it(
    'answer, or say that the provider did not',
    async () => {
      const echo = await openEcho();
      const { calls, close } = open(echo.url);
      await fc.assert(
        fc.asyncProperty(strangeAnswers(ANYTHING), fc.constantFrom(...calls), async (answer, call) => {
          echo.say(answer);
          const said = await call(never()).catch(asTrouble);
          expect(JSON.stringify(said) ?? '').not.toContain(SECRET);
        }),
        { numRuns: 150 * Math.ceil(calls.length / 4) },
      );
      await close();
    },
    SLOWEST_MS,
  );
});

/** Trouble is an answer, too, that repeats no secret; anything else is a bug. */
function asTrouble(error: unknown): undefined {
  expect(error).toBeInstanceOf(AccountTrouble);
  expect((error as AccountTrouble).message).not.toContain(SECRET);
}
