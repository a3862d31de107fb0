import { join } from 'node:path';
import type { Account, ProviderId } from '../../../shared/account.ts';
import type { CallOutput } from '../../../shared/contract.ts';
import type { Queue } from '../queue/engine.ts';
import { createAccount, listAccounts, type AccountTools } from './accounts.ts';
import { importFile, type ImportTools } from './imports.ts';

/** The sandbox as the demo needs it. */
export interface DemoServer {
  readonly urls: Readonly<Record<ProviderId, string>>;
  readonly token: string;
}

export interface DemoTools extends AccountTools, ImportTools {
  readonly queue: Queue;
  readonly resourcesDir: string;
  /** Starts the sandbox, or answers the one that runs. */
  readonly startServer: () => Promise<DemoServer>;
}

const SAMPLE_LIST = 'Sample contacts';
const DEMO_ACCOUNT = 'Practice account';

/** Points the sandbox account, if there is one, at the running sandbox: its port changes from start to start. */
export async function reviveDemo(tools: DemoTools): Promise<void> {
  for (const account of await listAccounts(tools)) {
    if (!account.demo) continue;
    const { urls, token } = await tools.startServer();
    const settings = { ...account.settings, baseUrl: urls[account.provider] };
    await tools.store.updateAccount(account.id, { name: account.name, settings });
    tools.secrets.set(account.id, 'key', token);
  }
}

/** Makes (or finds) the sandbox account and the list of sample contacts. */
export async function prepareDemo(tools: DemoTools): Promise<CallOutput<'demo.prepare'>> {
  if (!(await findDemo(tools))) {
    const { urls } = await tools.startServer();
    await createAccount(tools, {
      name: DEMO_ACCOUNT,
      provider: 'devsms',
      demo: true,
      // Quick enough to be fun, slow enough to be watched.
      settings: { baseUrl: urls.devsms, rate: 5, pollSeconds: 1 },
    });
  }
  await reviveDemo(tools);
  const account = await findDemo(tools);
  if (!account) throw new Error('The sandbox account is gone.');
  await tools.queue.refresh(account.id);
  const lists = await tools.store.listLists();
  const listId =
    lists.find(({ name }) => name === SAMPLE_LIST)?.id ??
    (await importFile(tools, {
      file: join(tools.resourcesDir, 'sample-contacts.csv'),
      country: 'UZ',
      list: SAMPLE_LIST,
    }));
  return { account, listId };
}

async function findDemo(tools: AccountTools): Promise<Account | undefined> {
  return (await listAccounts(tools)).find(({ demo }) => demo);
}
