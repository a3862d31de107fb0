import type { AttemptOutcome } from '../attempt-outcome.ts';

/** Whether an attempt that ended so was taken by the provider; a new outcome does not compile without its word. */
const certainty: Readonly<Record<AttemptOutcome, 'taken' | 'not-taken' | 'uncertain'>> = {
  accepted: 'taken',
  ambiguous: 'uncertain',
  interrupted: 'uncertain',
  permanent: 'not-taken',
  transient: 'not-taken',
  'left-out': 'not-taken',
  auth: 'not-taken',
  balance: 'not-taken',
  account: 'not-taken',
};

function isOneOf(...wanted: readonly string[]): string {
  const outcomes = Object.entries(certainty).filter(([, of]) => wanted.includes(of));
  return `outcome IN (${outcomes.map(([outcome]) => `'${outcome}'`).join(', ')})`;
}

/** SQL: nobody knows whether the attempt was taken. */
export const UNCERTAIN = isOneOf('uncertain');

/** SQL: the attempt was taken, may have been, or is still on its way. */
export const MAY_HAVE_GONE = `(outcome IS NULL OR ${isOneOf('taken', 'uncertain')})`;

/** SQL: the attempt ended in a way that has a meaning. */
export const KNOWN_OUTCOME = isOneOf('taken', 'not-taken', 'uncertain');
