import { z } from 'zod';
import { Work } from '../work.ts';
import { call, nothing } from './call.ts';

/** How many campaigns it was. */
const touched = z.object({ campaigns: z.int() });

/** Calls about all that is under way at once. */
export const workCalls = {
  'work.get': call(nothing, Work),
  /** Pauses every running campaign to a list; codes and replies, for which somebody waits, go on. */
  'work.pauseAll': call(nothing, touched),
  /** Resumes what the operator has paused; a campaign that waits for something else is left. */
  'work.resumeAll': call(nothing, touched),
} as const;
