import type { Account } from '../../shared/account.ts';
import type { Routing } from '../../shared/campaign.ts';
import type { App } from '../engine/app.ts';
import { optional, repeated, type Values } from './arguments.ts';
import { getAccount } from './named.ts';
import { route, text } from './values.ts';

/** The options of every command that can send through several accounts. */
export const routingParameters = {
  route: repeated('+998=A', 'Numbers that begin so go through that account.', route),
  rest: optional('A|cheapest', 'Through which account all others go; --account if not given.', text),
};

/** What the options say, as the contract wants it; null where they say nothing. */
export async function readRouting(
  app: App,
  { route: routes, rest }: Values<typeof routingParameters>,
  standard: Account,
): Promise<Routing | null> {
  if (routes.length === 0 && rest === undefined) return null;
  const found = [];
  for (const { prefix, account } of routes)
    found.push({ prefix, accountId: (await getAccount(app, account)).id });
  if (rest === 'cheapest') return { routes: found, rest };
  const { id } = rest === undefined ? standard : await getAccount(app, rest);
  return { routes: found, rest: id };
}

/** The accounts that a campaign certainly needs; `cheapest` chooses among those with a secret by itself. */
export function accountsOf(routing: Routing | null, standard: number): number[] {
  if (!routing) return [standard];
  const ids = routing.routes.map(({ accountId }) => accountId);
  return routing.rest === 'cheapest' ? ids : [...ids, routing.rest];
}
