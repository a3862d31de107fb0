import { z } from 'zod';
import { Account } from '../account.ts';
import { Violation } from '../violation.ts';
import { call, nothing } from './call.ts';

/** Calls about the engine itself: its sandbox and its checks. */
export const selfCalls = {
  /** Makes (or finds) the sandbox account and its list of sample contacts; starts the sandbox. */
  'demo.prepare': call(nothing, z.object({ account: Account, listId: z.int() })),
  /** Checks the invariants of the store; an empty list is a good one. */
  'store.verify': call(nothing, z.object({ violations: z.array(Violation) })),
  /**
   * The check that this start made because the engine before did not stop in order, or because the data were restored
   * (`changed` of the topic `check` tells its end); null where there was no need, or while it goes on.
   */
  'store.lastCheck': call(nothing, z.object({ at: z.int(), violations: z.array(Violation) }).nullable()),
} as const;
