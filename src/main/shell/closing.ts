import type { Preferences } from '../../shared/preferences.ts';
import type { Work } from '../../shared/work.ts';

/** What closing the window means. */
type Closing = 'hide' | 'ask' | 'quit';

/**
 * What closing the window does: with nothing to send Kaptar ends with it. The first time that it would go on unseen it
 * asks, so that nobody wonders why messages leave a computer with no window open.
 */
export function closingOf(work: Work, onClose: Preferences['onClose'], knowsBackground: boolean): Closing {
  if (!work.busy && work.sending === 0) return 'quit';
  if (onClose === 'background') return knowsBackground ? 'hide' : 'ask';
  return onClose;
}

/** Whether quitting now stops something that was on its way. */
export function isCutShort(work: Work): boolean {
  return work.unfinished || work.sending > 0 || work.campaigns.some(({ state }) => state === 'running');
}
