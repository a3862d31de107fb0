import { expect, type Page } from '@playwright/test';
import type { Sandbox } from '../../src/main/sandbox/server.ts';
import type { CallInput } from '../../src/shared/contract.ts';
import type { Kaptar } from '../e2e/support/launch.ts';
import { addAccount, ask, importPeople } from '../e2e/support/page.ts';

/** What is there to be looked at, by its id. */
export interface Present {
  readonly accounts: { readonly devsms: number; readonly ubill: number; readonly mobsms: number };
  readonly lists: { readonly customers: number; readonly regulars: number };
  readonly campaigns: {
    readonly finished: number;
    readonly running: number;
    readonly unknown: number;
    readonly paused: number;
    readonly scheduled: number;
    readonly draft: number;
  };
  /** Of the weekly one. */
  readonly planId: number;
}

interface Place {
  readonly kaptar: Kaptar;
  readonly sandbox: Sandbox;
  readonly dataDir: string;
}

const HOUR_MS = 3_600_000;

/** The day on which the pictures are taken: one campaign of each state, plans, codes, and people who wrote back. */
export async function makePresent({ kaptar, sandbox, dataDir }: Place): Promise<Present> {
  const page = kaptar.window;
  await ask(page, 'settings.set', { undoSeconds: 0, confirmAbove: 100, defaultCountry: 'UZ' });
  const accounts = await makeAccounts(page, sandbox);
  const lists = await makeLists({ kaptar, sandbox, dataDir });
  const create = async (draft: Omit<CallInput<'campaigns.create'>, 'accountId' | 'listId'>) =>
    (await ask(page, 'campaigns.create', { accountId: accounts.pharmacy, listId: lists.regulars, ...draft }))
      .id;

  const draft = await create({ name: 'Yangi yil tabrigi', template: 'Hurmatli <name>, Yangi yil bilan!' });
  const scheduled = await create({
    name: 'Dam olish kuni aksiyasi',
    template: 'Ertaga barcha vitaminlarga 15 % chegirma. Sizni kutamiz, <name>!',
    scheduledAt: Date.now() + 20 * HOUR_MS,
  });
  sandbox.fault('devsms', 'error-before', 3);
  const unknown = await create({
    name: 'Buyurtma tayyor',
    template: 'Hurmatli <name>, buyurtmangiz tayyor. 21:00 gacha ochiqmiz.',
  });
  await start(
    page,
    unknown,
    ({ states }) => states.queued === 0 && states.delivered > 0 && states.accepted === 0,
  );
  sandbox.fault('devsms', 'balance', 1);
  const paused = await create({
    name: 'Kechki chegirma',
    template: 'Bugun 18:00 dan keyin barcha dorilarga 10 % chegirma!',
  });
  await start(page, paused, ({ state }) => state === 'paused');
  await sendCodes(page, accounts.devsms);
  await receive(page, sandbox, accounts.mobsms);
  const planId = await makePlans(page, accounts.devsms, lists.customers);
  const running = await makeRunning(page, accounts.devsms, lists.customers);

  const [finished] = await ask(page, 'campaigns.list', { show: 'finished' });
  if (!finished) throw new Error('No campaign is finished.');
  return {
    accounts,
    lists,
    planId,
    campaigns: { finished: finished.id, running, unknown, paused, scheduled, draft },
  };
}

async function makeAccounts(page: Page, sandbox: Sandbox) {
  const made = await ask(page, 'accounts.list', {});
  for (const { id } of made) await ask(page, 'secrets.set', { accountId: id, secret: sandbox.token });
  const idOf = (provider: 'devsms' | 'ubill') =>
    made.find((account) => account.provider === provider)?.id ?? 0;
  const pharmacy = await addAccount(
    page,
    {
      name: 'Dorixona',
      provider: 'devsms',
      // A message without an answer stays uncertain for as long as the pictures take.
      settings: { baseUrl: sandbox.urls.devsms, pollSeconds: 0.5, lookupGraceSeconds: 86_400 },
    },
    sandbox.token,
  );
  const mobsms = await addAccount(
    page,
    {
      name: 'Galaxy A14',
      provider: 'mobsms',
      settings: { baseUrl: sandbox.urls.mobsms, pollSeconds: 1, inboxSeconds: 3600 },
    },
    sandbox.token,
  );
  return { devsms: idOf('devsms'), ubill: idOf('ubill'), pharmacy, mobsms };
}

async function makeLists({ kaptar, dataDir }: Place) {
  const page = kaptar.window;
  const customers = (await ask(page, 'lists.list', {})).find(({ name }) => name === 'Mijozlar')?.id ?? 0;
  const { contacts } = await ask(page, 'contacts.list', { listId: customers, limit: 64 });
  const people = contacts.map(({ phone, name }) => [phone, name] as const);
  const regulars = await importPeople(kaptar, dataDir, 'Doimiy mijozlar', people);
  for (const { phone } of contacts.slice(50, 54)) {
    await ask(page, 'contacts.optOut', { phone, reason: 'Telefonda soʻradi' });
  }
  return { customers, regulars };
}

/** Halfway through a long list; from then on it hardly moves. */
async function makeRunning(page: Page, accountId: number, listId: number): Promise<number> {
  const account = (await ask(page, 'accounts.list', {})).find(({ id }) => id === accountId);
  if (!account) throw new Error('There is no such account.');
  const { name, settings } = account;
  const pace = (more: Record<string, number>) =>
    ask(page, 'accounts.update', { id: accountId, name, settings: { ...settings, ...more } });
  await pace({ rate: 20, pollSeconds: 0.5, lookupGraceSeconds: 86_400 });
  const { id } = await ask(page, 'campaigns.create', {
    name: 'Kuzgi chegirma',
    accountId,
    listId,
    template: "Hurmatli <name>! Kuzgi chegirma: barcha choylarga 20 foiz. Do'konimizda kutamiz.",
  });
  await start(page, id, ({ states }) => states.delivered > 230);
  // What is sent from now on has no report yet.
  await pace({ rate: 20, pollSeconds: 3600, lookupGraceSeconds: 86_400 });
  await until(page, id, ({ states }) => states.accepted > 20);
  await pace({ rate: 0.2, pollSeconds: 3600, lookupGraceSeconds: 86_400 });
  return id;
}

async function makePlans(page: Page, accountId: number, listId: number): Promise<number> {
  // Never today: what a plan makes would be in the pictures.
  const weekdays = [1, 4]
    .map((ahead) => ((new Date().getDay() + ahead + 6) % 7) + 1)
    .toSorted((a, b) => a - b);
  const clock = { minute: 10 * 60, zone: 'Asia/Tashkent', end: { kind: 'never' } } as const;
  const { id } = await ask(page, 'plans.create', {
    name: 'Haftalik yangiliklar',
    accountId,
    listId,
    template: 'Shu hafta: yangi choylar keldi, <name>!',
    schedule: { kind: 'repeat', rhythm: { every: 'week', weekdays }, ...clock },
  });
  await ask(page, 'plans.create', {
    name: 'Tugʻilgan kun',
    accountId,
    listId,
    template: "<name>, tug'ilgan kuningiz bilan! Sovg'angiz do'konimizda kutmoqda.",
    schedule: {
      kind: 'dates',
      field: 'Tugilgan kun',
      order: 'day-first',
      daysBefore: 0,
      ...clock,
      minute: 0,
    },
  });
  return id;
}

/** One that was read back rightly, one that waits for it, and one whose name was refused. */
async function sendCodes(page: Page, accountId: number): Promise<void> {
  for (const [phone, serviceName, code] of [
    ['+998901112233', 'Royal Casino', '302817'],
    ['+998935550011', 'Choyxona', '914406'],
    ['+998971234567', 'Choyxona', '550192'],
    ['+998901234560', 'Choyxona', '771034'],
  ] as const) {
    const content = { kind: 'devsms', templateType: 4, serviceName } as const;
    const { id } = await ask(page, 'otp.send', { accountId, phone, content, code });
    const state = async () => (await ask(page, 'otp.get', { id })).state;
    await expect.poll(state).not.toMatch(/queued|sending/);
    if (phone === '+998935550011') await ask(page, 'otp.check', { id, code });
  }
}

async function receive(page: Page, sandbox: Sandbox, accountId: number): Promise<void> {
  const { contacts } = await ask(page, 'contacts.list', { limit: 12 });
  const texts = [
    'Rahmat!',
    'СТОП',
    'Manzilingiz qayerda?',
    'Yetkazib berish bormi?',
    'Salom! Bugun soat nechagacha ochiqsiz?',
  ];
  for (const [index, text] of texts.entries()) {
    sandbox.receive({ sender: contacts[index]?.phone ?? '', text });
    await ask(page, 'inbox.refresh', { accountId });
  }
  const phone = contacts[4]?.phone ?? '';
  await ask(page, 'inbox.reply', { accountId, phone, text: 'Salom! 21:00 gacha ochiqmiz, kutamiz.' });
  const lastState = async () => (await ask(page, 'inbox.thread', { accountId, phone })).at(-1)?.state;
  await expect.poll(lastState, { timeout: 20_000 }).toBe('delivered');
  sandbox.receive({ sender: phone, text: 'Zoʻr, rahmat. Koʻk choy ham bormi?' });
  await ask(page, 'inbox.refresh', { accountId });
}

type IsReached = (campaign: Awaited<ReturnType<typeof get>>) => boolean;

const get = (page: Page, id: number) => ask(page, 'campaigns.get', { id });

async function start(page: Page, id: number, isReached: IsReached): Promise<void> {
  await ask(page, 'campaigns.start', { id });
  await until(page, id, isReached);
}

function until(page: Page, id: number, isReached: IsReached): Promise<void> {
  return expect.poll(async () => isReached(await get(page, id)), { timeout: 60_000 }).toBe(true);
}
