import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createApp, type App } from '../../src/main/engine/app.ts';
import { systemClock, type Clock } from '../../src/main/engine/lib/clock.ts';
import type { CallInput, CallOutput, EngineCall } from '../../src/shared/contract.ts';
import { georgianCustomers, uzbekCustomers } from './people.ts';

/**
 * `make-past --data-dir D --devsms URL --ubill URL --token T`: two weeks of a shop's campaigns, sent for real to
 * the sandbox with the clock set back, so that lists and reports have something to show.
 */
const DAY_MS = 86_400_000;

/** Each with how many days ago it went, and at which hour. */
const campaigns = [
  {
    ago: 13,
    at: 10,
    name: 'Bahor chegirmasi',
    to: 'uz',
    text: "Hurmatli <name>, bahor chegirmasi: barcha choylarga 20 foiz. Do'konimizda kutamiz!",
  },
  {
    ago: 11,
    at: 17,
    name: 'Visit reminders',
    to: 'ge',
    text: 'Dear <name>, we see you tomorrow at <Visit>. To change it, call us.',
  },
  {
    ago: 10,
    at: 11,
    name: 'Qarz eslatmasi',
    to: 'uz',
    text: "Assalomu alaykum <name>! Qarzingiz <Qarz> so'm. Iltimos, juma kunigacha to'lang.",
  },
  {
    ago: 8,
    at: 15,
    name: 'Yangi filial ochildi',
    to: 'uz',
    text: 'Hurmatli <name>! <Shahar>da yangi filialimiz ochildi.',
  },
  {
    ago: 7,
    at: 17,
    name: 'Visit reminders',
    to: 'ge',
    text: 'Dear <name>, we see you tomorrow at <Visit>. To change it, call us.',
  },
  {
    ago: 6,
    at: 12,
    name: 'Haftalik aksiya',
    to: 'uz',
    text: 'Faqat shu hafta: 2 ta olsangiz, 3-chisi bepul!',
  },
  {
    ago: 4,
    at: 10,
    name: 'Клиентский день',
    to: 'uz',
    text: 'Уважаемая <name>, в субботу у нас день клиента. Ждём вас с 10 до 18!',
  },
  {
    ago: 3,
    at: 17,
    name: 'Visit reminders',
    to: 'ge',
    text: 'Dear <name>, we see you tomorrow at <Visit>. To change it, call us.',
  },
  {
    ago: 1,
    at: 11,
    name: 'Qarz eslatmasi',
    to: 'uz',
    text: "Assalomu alaykum <name>! Qarzingiz <Qarz> so'm. Iltimos, juma kunigacha to'lang.",
  },
] as const;

const { values } = parseArgs({
  options: {
    'data-dir': { type: 'string' },
    devsms: { type: 'string' },
    ubill: { type: 'string' },
    token: { type: 'string' },
  },
});
const { 'data-dir': dataDir, devsms, ubill, token } = values;
if (!dataDir || !devsms || !ubill || !token)
  throw new Error('--data-dir, --devsms, --ubill and --token are needed.');

const people = join(dataDir, 'customers.csv');
const visitors = join(dataDir, 'clinic.csv');
await mkdir(dataDir, { recursive: true });
await writeFile(people, uzbekCustomers(420));
await writeFile(visitors, georgianCustomers(160));

const lists = await onDay(14, 9, async (app) => {
  // Slow enough that a campaign's chart has more than two moments in it.
  const quick = { rate: 80, concurrency: 16, pollSeconds: 0.5 };
  await ask(app, 'accounts.create', {
    name: 'Choyxona',
    provider: 'devsms',
    settings: { ...quick, baseUrl: devsms },
  });
  await ask(app, 'accounts.create', {
    name: 'Tbilisi clinic',
    provider: 'ubill',
    settings: { ...quick, baseUrl: ubill, brandID: 1 },
  });
  const columns = (ignored: number[] = []) => ({ phone: 1, name: 0, ignored });
  const uz = await ask(app, 'import.run', {
    file: people,
    country: 'UZ',
    list: 'Mijozlar',
    mapping: columns(),
  });
  const ge = await ask(app, 'import.run', {
    file: visitors,
    country: 'GE',
    list: 'Clinic',
    mapping: columns(),
  });
  return { uz: uz.listId, ge: ge.listId };
});

for (const { ago, at, name, to, text } of campaigns) {
  await onDay(ago, at, async (app) => {
    const accounts = await ask(app, 'accounts.list', {});
    const accountId =
      accounts.find(({ provider }) => provider === (to === 'uz' ? 'devsms' : 'ubill'))?.id ?? 0;
    for (const account of accounts) await app.setSecret(account.id, token);
    const { id } = await ask(app, 'campaigns.create', { name, accountId, listId: lists[to], template: text });
    await ask(app, 'campaigns.start', { id });
    await ended(app, id);
  });
}

/** What happens with the clock set to that hour, so many days ago. */
async function onDay<T>(ago: number, hour: number, happens: (app: App) => Promise<T>): Promise<T> {
  const back = Date.now() - (new Date().setHours(hour, 15, 0, 0) - ago * DAY_MS);
  const clock: Clock = { ...systemClock, now: () => Date.now() - back, bootId: () => `${ago} days ago` };
  const app = await createApp({ dataDir: dataDir as string, clock });
  try {
    await ask(app, 'settings.set', { undoSeconds: 0 });
    await app.start('all');
    return await happens(app);
  } finally {
    await app.stop();
  }
}

async function ask<C extends EngineCall>(app: App, name: C, input: CallInput<C>): Promise<CallOutput<C>> {
  const reply = await app.dispatch(name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
  return reply.value as CallOutput<C>;
}

/** Waits until every message of the campaign has its last state. */
async function ended(app: App, id: number): Promise<void> {
  for (;;) {
    const { state, states } = await ask(app, 'campaigns.get', { id });
    if (state === 'finished' && states.accepted === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
