import type { Routing } from '../../../shared/campaign.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Money } from '../../../shared/money.ts';
import { providers } from '../providers/registry.ts';
import type { AccountRecord } from '../store/account-store.ts';
import type { Store } from '../store/store.ts';
import type { Secrets } from './secrets.ts';

/** An account as a campaign weighs it: what it can reach and what that costs. */
export interface Sender {
  readonly account: AccountRecord;
  /** Units a second, counted as the provider's phone or gateway counts them. */
  readonly rate: number;
  readonly rateCounts: 'messages' | 'parts';
  /** UTF-16 units; null where the vendor states none. */
  readonly longestText: number | null;
  /** Whether the provider can keep a message until a later time. */
  readonly holds: boolean;
  /** How numbers begin where the provider sends at home; null where nobody knows. */
  readonly home: string | null;
  reaches(recipient: string): boolean;
  /** Of one part; null where nobody says. */
  priceOf(recipient: string): Money | null;
}

/** Finds the account for a number; null where none of them can send to it. */
export type Router = (recipient: string) => Sender | null;

/** How an account sends, with its settings read once for a million numbers. */
export function senderOf(account: AccountRecord): Sender {
  const provider = providers[account.provider];
  const settings = provider.settings.parse(account.settings);
  const home = account.lastCheck?.price ?? null;
  return {
    account,
    rate: settings.rate,
    rateCounts: provider.capabilities.rateCounts,
    longestText: provider.capabilities.longestText,
    holds: provider.capabilities.holds,
    home: provider.home,
    reaches: (recipient) => provider.reaches?.(recipient, settings) ?? true,
    priceOf: (recipient) => provider.priceOf?.(recipient, settings, home) ?? null,
  };
}

/**
 * How a campaign is spread over accounts: each number through the account of the longest prefix it begins with,
 * the rest through one account or the cheapest. Throws `not-found` for an account that is gone.
 *
 * @param accountId of the whole campaign where there is no routing
 */
export async function createRouter(
  { store, secrets }: { store: Store; secrets: Secrets },
  accountId: number,
  routing: Routing | null,
): Promise<{ route: Router; senders: readonly Sender[] }> {
  if (!routing) {
    const sender = senderOf(await store.getAccount(accountId));
    return { route: (recipient) => (sender.reaches(recipient) ? sender : null), senders: [sender] };
  }
  const routes = await Promise.all(
    routing.routes.map(async ({ prefix, accountId: id }) => ({
      prefix,
      sender: senderOf(await store.getAccount(id)),
    })),
  );
  refuseDoubled(routing);
  const longestFirst = routes.toSorted((a, b) => b.prefix.length - a.prefix.length);
  const rest =
    routing.rest === 'cheapest'
      ? await usableSenders(store, secrets)
      : [senderOf(await store.getAccount(routing.rest))];
  return {
    route(recipient) {
      const routed = longestFirst.find(({ prefix }) => recipient.startsWith(prefix))?.sender;
      if (routed) return routed.reaches(recipient) ? routed : null;
      return cheapest(rest, recipient);
    },
    senders: [...routes.map(({ sender }) => sender), ...rest],
  };
}

function refuseDoubled({ routes }: Routing): void {
  const doubled = routes.find(
    ({ prefix }, index) => routes.findIndex((other) => other.prefix === prefix) < index,
  );
  if (!doubled) return;
  throw new AppError('invalid-input', `The prefix ${doubled.prefix} is given twice. Remove one of the two.`, {
    reason: 'doubled-prefix',
  });
}

/** Accounts with a key; the sandbox only where there is nothing else. */
async function usableSenders(store: Store, secrets: Secrets): Promise<Sender[]> {
  const withKey = (await store.listAccounts()).filter((account) => secrets.get(account) !== undefined);
  const real = withKey.filter(({ demo }) => !demo);
  const usable = real.length > 0 ? real : withKey;
  if (usable.length === 0) {
    throw new AppError('account', 'No account has a key. Enter one, or choose the account for the rest.', {
      reason: 'no-secret',
    });
  }
  return usable.map(senderOf);
}

/**
 * Whoever is at home in the number's country, since sending abroad costs many times as much (DevSMS: $0.32 to
 * Georgia); among those, and where nobody is, the lowest price that is known; then the first.
 */
function cheapest(senders: readonly Sender[], recipient: string): Sender | null {
  const able = senders.filter((sender) => sender.reaches(recipient));
  const atHome = able.filter(({ home }) => home !== null && recipient.startsWith(home));
  let best: { sender: Sender; micros: number } | null = null;
  for (const sender of atHome.length > 0 ? atHome : able) {
    const micros = sender.priceOf(recipient)?.micros ?? Infinity;
    if (!best || micros < best.micros) best = { sender, micros };
  }
  return best?.sender ?? null;
}
