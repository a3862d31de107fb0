import type { Work } from '../../shared/work.ts';

/** How much of all running campaigns is done, 0 to 1; null where none runs. */
export function progressOf({ campaigns }: Work): number | null {
  const running = campaigns.filter(({ state }) => state === 'running');
  let total = 0;
  let left = 0;
  for (const { states, total: all } of running) {
    total += all - states.skipped - states.cancelled;
    left += states.queued + states.sending;
  }
  return total === 0 ? null : (total - left) / total;
}
