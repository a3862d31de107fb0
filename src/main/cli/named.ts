import type { Account } from '../../shared/account.ts';
import type { ContactList } from '../../shared/contact.ts';
import { AppError } from '../../shared/errors.ts';
import type { App } from '../engine/app.ts';
import { ask } from './engine.ts';

/** The account of that name; else the one with that id. */
export async function getAccount(app: App, nameOrId: string): Promise<Account> {
  return pick('account', nameOrId, await ask(app, 'accounts.list', {}));
}

/** The accounts with these ids, in the order of their making. */
export async function getAccounts(app: App, ids: readonly number[]): Promise<Account[]> {
  return (await ask(app, 'accounts.list', {})).filter(({ id }) => ids.includes(id));
}

/** The list of that name; else the one with that id. */
export async function getList(app: App, nameOrId: string): Promise<ContactList> {
  return pick('list', nameOrId, await ask(app, 'lists.list', {}));
}

function pick<T extends { id: number; name: string }>(what: string, nameOrId: string, all: readonly T[]): T {
  const found =
    all.find(({ name }) => name === nameOrId.trim()) ?? all.find(({ id }) => String(id) === nameOrId.trim());
  if (found) return found;
  const names = all.map(({ name }) => name);
  const choice = names.length > 0 ? `There are: ${names.join(', ')}.` : 'There is none yet.';
  throw new AppError('not-found', `There is no ${what} "${nameOrId}". ${choice}`, { names });
}
