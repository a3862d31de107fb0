import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createApp, type App } from '../../../src/main/engine/app.ts';
import { systemClock } from '../../../src/main/engine/lib/clock.ts';
import type { CallInput, CallOutput, EngineCall } from '../../../src/shared/contract.ts';

/** `send-earlier --data-dir D --url DEVSMS --token T --ago N…`: what `sendOnEarlierDays` runs. */
const DAY_MS = 86_400_000;

const { values } = parseArgs({
  options: {
    'data-dir': { type: 'string', default: '' },
    url: { type: 'string', default: '' },
    token: { type: 'string', default: '' },
    ago: { type: 'string', multiple: true, default: [] },
  },
});
const { 'data-dir': dataDir, url, token, ago: days } = values;

await mkdir(dataDir, { recursive: true });
const file = join(dataDir, 'people.csv');
await writeFile(file, 'Telefon,Ism\n+998901112233,Aziz\n+998931112235,Dilnoza\n');
let made: { accountId: number; listId: number } | null = null;
for (const ago of days) {
  const now = () => Date.now() - Number(ago) * DAY_MS;
  const app = await createApp({ dataDir, clock: { ...systemClock, now, bootId: () => `${ago} days ago` } });
  await ask(app, 'settings.set', { undoSeconds: 0 });
  await app.start('all');
  made ??= await makeAccountAndList(app);
  await app.setSecret(made.accountId, token);
  const { id } = await ask(app, 'campaigns.create', { ...made, name: 'Aksiya', template: 'Salom, <name>!' });
  await ask(app, 'campaigns.start', { id });
  while ((await ask(app, 'campaigns.get', { id })).states.delivered < 2) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await app.stop();
}

async function makeAccountAndList(app: App): Promise<{ accountId: number; listId: number }> {
  const settings = { baseUrl: url, pollSeconds: 0.5 };
  const { id } = await ask(app, 'accounts.create', { name: 'Shop', provider: 'devsms', settings });
  const mapping = { phone: 0, name: 1, ignored: [] };
  const { listId } = await ask(app, 'import.run', { file, country: 'UZ', list: 'Mijozlar', mapping });
  return { accountId: id, listId };
}

async function ask<C extends EngineCall>(app: App, name: C, input: CallInput<C>): Promise<CallOutput<C>> {
  const reply = await app.dispatch(name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
  return reply.value as CallOutput<C>;
}
