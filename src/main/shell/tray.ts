import { join } from 'node:path';
import { Menu, nativeImage, Tray } from 'electron';
import type { Work } from '../../shared/work.ts';
import { trayLines, trayMenu, type TrayActions } from './tray-menu.ts';
import type { Words } from './words.ts';

/** The icon beside the clock: how the campaigns get on, and the way back to the window. */
export interface KaptarTray {
  show(work: Work, words: Words): void;
}

/** @param resources the folder with the icons */
export function createTray(resources: string, actions: TrayActions): KaptarTray {
  // macOS colours a "template" itself and takes the larger one beside it for sharp screens.
  const icon = join(resources, process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png');
  const tray = new Tray(nativeImage.createFromPath(icon));
  let shown = '';
  tray.on('click', () => {
    // A click opens the menu on a Mac.
    if (process.platform !== 'darwin') actions.open();
  });

  return {
    show(work, words) {
      const menu = trayMenu(work, words, actions);
      // An open menu that is put up again loses its place.
      const look = menu.map(({ label }) => label).join('\n');
      if (look === shown) return;
      shown = look;
      const lines = trayLines(work, words).map(({ label }) => label);
      tray.setToolTip([words.t('frame.product'), ...lines].join('\n'));
      tray.setContextMenu(Menu.buildFromTemplate(menu));
    },
  };
}
