import { expect, test } from 'vitest';
import { systemClock, type Clock } from '../../src/main/engine/lib/clock.ts';
import { openSandbox } from '../providers/accounts.ts';
import { openStub, type StubAnswer } from '../providers/servers.ts';
import { prepareCampaign, startEngine } from '../support/engine.ts';

/** As many look-ups that find nothing are believed: one more would be a second send. */
const LOOKUPS_BELIEVED = 3;
/** So that the ten seconds after a look-up that could not be made are half a second. */
const CLOCK_SPEED = 20;

function fastClock(): Clock {
  const startedAt = Date.now();
  return { ...systemClock, now: () => startedAt + CLOCK_SPEED * (Date.now() - startedAt) };
}

/**
 * A provider that takes the first message and answers 500, whose history is `misleading` for as many look-ups
 * as would be believed, and then shows the message. The engine's clock runs fast.
 */
async function sendOnce(misleading: (row: object) => StubAnswer) {
  let sends = 0;
  let reads = 0;
  const created = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  const row = {
    id: 7,
    phone_number: '998901000000',
    message: 'Salom N0',
    status: 'delivered',
    created_at: created,
    delivered_at: created,
  };
  const stub = await openStub(({ pathname, searchParams }) => {
    if (pathname === '/send_sms.php') {
      sends += 1;
      return { status: 500, body: { success: false, error: 'Server xatosi' } };
    }
    if (pathname === '/get_status.php') return { body: { success: true, data: row } };
    if (pathname !== '/get_history.php') return { status: 404, body: '' };
    if (searchParams.get('offset') !== '0') return { body: { success: true, data: { history: [] } } };
    reads += 1;
    if (reads <= LOOKUPS_BELIEVED) return misleading(row);
    return { body: { success: true, data: { history: [row] } } };
  });
  const engine = await startEngine(undefined, true, fastClock());
  const { id } = await prepareCampaign(engine, { baseUrl: stub.url, secret: 'token', people: 1 });
  await engine.call('campaigns.start', { id });
  await engine.until(id, ({ states }) => states.delivered === 1 || sends > 1);
  return { sends, violations: (await engine.call('store.verify', {})).violations };
}

test.each(['901000000', '00998901000000'])(
  'a message is found in a history that writes its number as %s',
  async (phone_number) => {
    const body = (row: object) => ({ success: true, data: { history: [{ ...row, phone_number }] } });
    expect(await sendOnce((row) => ({ body: body(row) }))).toEqual({ sends: 1, violations: [] });
  },
);

test('a number that cannot be read may be anybody’s', async () => {
  const body = (row: object) => ({
    success: true,
    data: { history: [{ ...row, phone_number: '99890***0000' }] },
  });
  expect(await sendOnce((row) => ({ body: body(row) }))).toEqual({ sends: 1, violations: [] });
});

test('a history that does not say success: true is no proof that a message was never taken', async () => {
  const body = { success: 0, error: 'Xatolik', data: { history: [] } };
  expect(await sendOnce(() => ({ body }))).toEqual({ sends: 1, violations: [] });
});

test.each(['read-error', 'read-refused'] as const)(
  'a history that cannot be read (%s) proves nothing, and the next one finds the message',
  async (fault) => {
    const sandbox = await openSandbox({ providers: ['devsms'] });
    const engine = await startEngine(undefined, true, fastClock());
    const account = { baseUrl: sandbox.urls.devsms, secret: sandbox.token, people: 1 };
    const { id } = await prepareCampaign(engine, account);
    // The price, which is asked for first, must not meet the fault.
    await expect.poll(() => sandbox.requests.devsms.others).toBe(1);
    sandbox.fault('devsms', 'cut-after');
    sandbox.fault('devsms', fault, 2);
    await engine.call('campaigns.start', { id });
    await engine.until(id, ({ states }) => states.delivered === 1);
    expect(sandbox.ledger).toHaveLength(1);
    expect(sandbox.requests.devsms.sends).toBe(1);
  },
);
