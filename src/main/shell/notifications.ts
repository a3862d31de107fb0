import { Notification } from 'electron';
import type { Notice } from './notices.ts';

/** Shows notices as the system does, where it does. @param onClick gets the screen that it was about */
export function createNotifications(onClick: (path: string) => void): (notice: Notice) => void {
  // Kept here while they are shown: one that is collected as garbage can no longer be clicked.
  const shown = new Map<string, Notification>();
  return ({ key, title, body, path }) => {
    if (!Notification.isSupported()) return;
    shown.get(key)?.close();
    const notification = new Notification({ title, body });
    const forget = (): void => {
      if (shown.get(key) === notification) shown.delete(key);
    };
    notification.once('click', () => {
      forget();
      onClick(path);
    });
    notification.once('close', forget);
    shown.set(key, notification);
    notification.show();
  };
}
