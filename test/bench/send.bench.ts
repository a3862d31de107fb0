import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { Agent, type Dispatcher } from 'undici';
import { startBareServer } from './support/bare-server.ts';
import { tellFigure } from './support/figure.ts';
import { newFolder } from './support/folder.ts';
import { median } from './support/percentile.ts';
import { prepareSending, sendAll, type SendingPlan } from './support/sending.ts';

/** Rows 1 and 2: how fast the queue sends where no rate holds it back. */
const MESSAGES = 20_000;
const CONCURRENCY = 50;
/** The first one also compiles the code. */
const ROUNDS = 4;

const server = await startBareServer();

/** Messages a second of the engine, each claimed and settled on the disk. */
async function engine(plan: Pick<SendingPlan, 'provider' | 'template' | 'settings'>): Promise<number> {
  const dataDir = newFolder();
  const { id } = await prepareSending({ ...plan, dataDir, baseUrl: server.url, people: MESSAGES });
  return sendAll(dataDir, id);
}

/** The very same requests as the engine's. */
const REQUEST: Dispatcher.DispatchOptions = {
  origin: server.url,
  path: '/send_sms.php',
  method: 'POST',
  headers: {
    accept: 'application/json',
    'accept-encoding': 'identity',
    'user-agent': 'Kaptar',
    authorization: 'Bearer a-key-of-no-account',
    'content-type': 'application/json',
  },
  body: JSON.stringify({ phone: '998901000000', message: 'Hurmatli Aziza', from: '4546', type: 'eskiz' }),
};

/** Requests a second of a loop of them and nothing else: no claim, no time-out, no look at the answer. */
async function bareLoop(): Promise<number> {
  const agent = new Agent({ allowH2: false, pipelining: 1 });
  let begun = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      while (begun++ < MESSAGES) await exchange(agent, REQUEST);
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  await agent.close();
  return MESSAGES / seconds;
}

/**
 * The floor of what SQLite allows on the thread of the requests: the same loop, with one durable write before each message
 * leaves and one after its answer, into a table of three columns without an index or a trigger. Transactions are as large
 * as the engine's: half of the concurrency is claimed at a time, a hundred outcomes are settled at a time.
 */
async function bareQueue(): Promise<number> {
  const database = new Sqlite(join(newFolder(), 'bare.db'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(`CREATE TABLE bare (id INTEGER PRIMARY KEY, state TEXT NOT NULL, answer TEXT) STRICT;
    WITH RECURSIVE ids (id) AS (VALUES (1) UNION ALL SELECT id + 1 FROM ids WHERE id < ${MESSAGES})
    INSERT INTO bare SELECT id, 'queued', NULL FROM ids`);
  const claim = database.prepare<[number]>(
    "UPDATE bare SET state = 'sending' WHERE id = ? AND state = 'queued'",
  );
  const settle = database.prepare<[string, number]>(
    "UPDATE bare SET state = 'accepted', answer = ? WHERE id = ? AND state = 'sending'",
  );
  const claimAll = database.transaction((ids: readonly number[]) => ids.forEach((id) => claim.run(id)));
  const settleAll = database.transaction((answers: readonly (readonly [string, number])[]) =>
    answers.forEach(([answer, id]) => settle.run(answer, id)),
  );
  const agent = new Agent({ allowH2: false, pipelining: 1 });
  let next = 1;
  let onTheWire = 0;
  const answered: [string, number][] = [];
  const startedAt = performance.now();
  await new Promise<void>((resolve, reject) => {
    function fill(): void {
      if (onTheWire > CONCURRENCY / 2) return;
      const free = Math.min(CONCURRENCY - onTheWire, MESSAGES + 1 - next);
      const ids = Array.from({ length: free }, (_, place) => next + place);
      next += free;
      onTheWire += free;
      claimAll(ids);
      for (const id of ids) void exchange(agent, REQUEST).then((answer) => take(answer, id), reject);
    }
    function take(answer: string, id: number): void {
      onTheWire -= 1;
      answered.push([answer, id]);
      const isLast = onTheWire === 0 && next > MESSAGES;
      if (answered.length >= 100 || isLast) settleAll(answered.splice(0));
      if (isLast) resolve();
      else if (next <= MESSAGES) fill();
    }
    fill();
  });
  const seconds = (performance.now() - startedAt) / 1000;
  await agent.close();
  database.close();
  return MESSAGES / seconds;
}

function exchange(agent: Agent, options: Dispatcher.DispatchOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    agent.dispatch(options, {
      onRequestStart: () => undefined,
      onResponseStart: () => undefined,
      onResponseData: (_controller, chunk) => void chunks.push(chunk),
      onResponseEnd: () => resolve(Buffer.concat(chunks).toString('utf8')),
      onResponseError: (_controller, error) => reject(error),
    });
  });
}

const singly = {
  provider: 'devsms',
  template: 'Hurmatli <name>',
  settings: { concurrency: CONCURRENCY },
} as const;
const bulk = { provider: 'mobsms', template: 'Hurmatli <name>', settings: { groupSize: 1000 } } as const;
const groups = {
  provider: 'ubill',
  template: 'Salom, ertaga 9:00 da kutamiz!',
  settings: { brandID: 1, groupSize: 500, method: 'POST' },
} as const;

const rates = {
  loop: [] as number[],
  floor: [] as number[],
  singly: [] as number[],
  bulk: [] as number[],
  groups: [] as number[],
};
for (let round = 0; round < ROUNDS; round += 1) {
  rates.loop.push(await bareLoop());
  rates.floor.push(await bareQueue());
  rates.singly.push(await engine(singly));
  rates.bulk.push(await engine(bulk));
  rates.groups.push(await engine(groups));
}
server.stop();

/** Without the round that also compiled the code. */
const rateOf = (which: keyof typeof rates): number => median(rates[which].slice(1));

tellFigure({
  row: 1,
  name: `sending ${MESSAGES.toLocaleString('en')} messages by DevSMS, one a request`,
  against: 'a loop of the same requests',
  measured: rateOf('singly'),
  reference: rateOf('loop'),
  unit: 'messages/s',
  goal: { of: 'ratio', atLeast: 0.75 },
});
tellFigure({
  row: 1,
  name: 'the floor: two durable writes a message into a bare table',
  against: 'a loop of the same requests',
  measured: rateOf('floor'),
  reference: rateOf('loop'),
  unit: 'messages/s',
  goal: { of: 'ratio', atLeast: 0.75 },
});
for (const [which, words] of [
  ['bulk', 'in bulk by MobSMS'],
  ['groups', 'in groups by uBill'],
] as const) {
  tellFigure({
    row: 2,
    name: `sending them ${words}`,
    against: 'one a request by DevSMS',
    measured: rateOf(which),
    reference: rateOf('singly'),
    unit: 'messages/s',
    goal: { of: 'ratio', atLeast: 5 },
  });
}
