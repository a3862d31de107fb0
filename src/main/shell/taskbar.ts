import { join } from 'node:path';
import { app, type BrowserWindow, nativeImage } from 'electron';
import type { Work } from '../../shared/work.ts';
import { progressOf } from './work-progress.ts';
import type { Words } from './words.ts';

/** Shows on the window's own icon (taskbar, dock) how far the running campaigns are. */
export function showProgress(window: BrowserWindow, work: Work): void {
  const share = progressOf(work);
  // Minus one takes the bar away.
  window.setProgressBar(share ?? -1);
}

/** Shows how many received messages nobody has read: a number where the system has one, a dot on Windows. */
export function showUnread(
  window: BrowserWindow | undefined,
  unread: number,
  resources: string,
  { t, count }: Words,
): void {
  if (process.platform !== 'win32') {
    app.setBadgeCount(unread);
    return;
  }
  const dot = unread > 0 ? nativeImage.createFromPath(join(resources, 'unread.png')) : null;
  window?.setOverlayIcon(dot, t('desktop.unread', { count: unread, number: count(unread) }));
}
