import type { Account } from '../../../shared/account.ts';
import type { Estimate } from '../../../shared/calls/campaigns.ts';
import { isEnough, isPriceless } from './balance-check.ts';
import { stepOfFault, type ComposeFault } from './compose-faults.ts';
import type { ComposeStep } from './compose-step.ts';

/** What is looked at before a campaign starts, beside what keeps it from starting. */
export type CheckKind =
  | 'recipients'
  | 'duplicates'
  | 'optedOut'
  | 'missingField'
  | 'tooLong'
  | 'noRoute'
  | 'parts'
  | 'saving'
  | 'cost'
  | 'balance'
  | 'duration'
  | 'quietHours';

/** One line of the pre-flight list: whether it is well, wants a look or stops the start, and where it is mended. */
export type PreflightCheck = { readonly mend: ComposeStep | null } & (
  | { readonly state: 'stops'; readonly fault: ComposeFault }
  | { readonly state: 'ok' | 'look'; readonly kind: CheckKind }
);

interface PreflightFacts {
  faults: readonly ComposeFault[];
  /** Undefined while there is nothing that could be counted; without an account only what stops the start is told. */
  estimate: Estimate | undefined;
  accounts: readonly Pick<Account, 'id' | 'balanceIsLow'>[];
  quietHours: boolean;
}

/** All that is worth knowing before the start: first what stops it, then what wants a look, then what is well. */
export function preflight({ faults, estimate, accounts, quietHours }: PreflightFacts): PreflightCheck[] {
  const stops = faults.map((fault) => ({ state: 'stops', fault, mend: stepOfFault[fault] }) as const);
  if (!estimate || faults.includes('account')) return stops;

  const { skipped, saving } = estimate;
  const isLow = accounts.some(
    ({ id, balanceIsLow }) => balanceIsLow && estimate.accounts.some(({ accountId }) => accountId === id),
  );
  const ok = (kind: CheckKind, mend: ComposeStep | null = null) => ({ state: 'ok', kind, mend }) as const;
  const look = (kind: CheckKind, mend: ComposeStep | null = null) => ({ state: 'look', kind, mend }) as const;
  const checks: (PreflightCheck | null)[] = [
    estimate.messages > 0 ? ok('recipients') : null,
    ok('duplicates'),
    // They asked for it: nothing is to be mended.
    skipped.optedOut > 0 ? ok('optedOut') : null,
    skipped.missingField > 0 && !faults.includes('field') ? look('missingField', 'message') : null,
    skipped.tooLong > 0 ? look('tooLong', 'message') : null,
    skipped.noRoute > 0 ? look('noRoute', 'audience') : null,
    ok('parts'),
    saving.everywhere > 0 ? look('saving', 'message') : null,
    estimate.accounts.some(isPriceless) ? look('cost') : ok('cost'),
    isLow || !estimate.accounts.every(isEnough) ? look('balance') : null,
    ok('duration', 'when'),
    quietHours ? ok('quietHours', 'when') : null,
  ];
  const found = checks.filter((check) => check !== null);
  return [
    ...stops,
    ...found.filter(({ state }) => state === 'look'),
    ...found.filter(({ state }) => state === 'ok'),
  ];
}
