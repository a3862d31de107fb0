import { AccountTrouble } from '../provider.ts';

/** Of questions that may fail each by itself: trouble is then an answer like others. */

/** For a `catch`. What is no trouble of the account is a bug, and thrown on. */
export function asTrouble(error: unknown): AccountTrouble {
  if (error instanceof AccountTrouble) return error;
  throw error;
}

/** The answer, if there was one. */
export function told<T>(answer: T | AccountTrouble): T | undefined {
  return answer instanceof AccountTrouble ? undefined : answer;
}
