import { ProviderId, type Account } from '../../../shared/account.ts';
import { Route, type Routing } from '../../../shared/campaign.ts';
import { providerFacts } from '../../../shared/provider-facts.ts';

/** One line of a routing while it is written. */
export interface RouteDraft {
  /** Tells lines apart while two of them say the same. */
  key: number;
  /** As it was typed: `+998`, `998`, `+998 90`. */
  prefix: string;
  accountId: number | null;
}

/** Several accounts, by country, while it is written. */
export interface RoutingDraft {
  routes: readonly RouteDraft[];
  rest: Routing['rest'];
}

/** What keeps a line from being used: no beginning of numbers, one that stands there already, no account. */
export type RouteFault = 'prefix' | 'twice' | 'account';

/** The countries of Kaptar's operators, with the provider that is at home there. */
export const suggestedRoutes: readonly { prefix: string; country: string; provider: ProviderId }[] =
  ProviderId.options.flatMap((provider) => {
    const { home } = providerFacts[provider];
    return home ? [{ ...home, provider }] : [];
  });

export const emptyRouting: RoutingDraft = { routes: [], rest: 'cheapest' };

/** What is wrong with a line; null for a whole one. */
export function routeFault(routing: RoutingDraft, route: RouteDraft): RouteFault | null {
  const prefix = readPrefix(route.prefix);
  if (!Route.shape.prefix.safeParse(prefix).success) return 'prefix';
  const first = routing.routes.find((other) => readPrefix(other.prefix) === prefix);
  if (first && first.key !== route.key) return 'twice';
  return route.accountId === null ? 'account' : null;
}

/** The routing as the engine takes it; null while one of its lines is not whole. */
export function readRouting(routing: RoutingDraft): Routing | null {
  const routes: Route[] = [];
  for (const route of routing.routes) {
    if (routeFault(routing, route) !== null || route.accountId === null) return null;
    routes.push({ prefix: readPrefix(route.prefix), accountId: route.accountId });
  }
  return { routes, rest: routing.rest };
}

/**
 * The accounts that a routing may send through. *The cheapest* may be any with a key, the sandbox only where there
 * is nothing else.
 */
export function accountsOfRouting(routing: RoutingDraft, accounts: readonly Account[]): readonly Account[] {
  const named = new Set(routing.routes.map(({ accountId }) => accountId));
  if (routing.rest === 'cheapest') {
    const withKey = accounts.filter(({ hasSecret }) => hasSecret);
    const real = withKey.filter(({ demo }) => !demo);
    for (const { id } of real.length > 0 ? real : withKey) named.add(id);
  } else {
    named.add(routing.rest);
  }
  return accounts.filter(({ id }) => named.has(id));
}

function readPrefix(typed: string): string {
  return `+${typed.replace(/\D/g, '')}`;
}
