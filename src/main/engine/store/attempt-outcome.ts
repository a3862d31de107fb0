/**
 * How an attempt ended: what the answer proved (the outcomes of `providers/provider.ts`), or `interrupted` where the
 * process ended before it came.
 */
export type AttemptOutcome =
  | 'accepted'
  | 'permanent'
  | 'transient'
  | 'left-out'
  | 'ambiguous'
  | 'auth'
  | 'balance'
  | 'account'
  | 'interrupted';
