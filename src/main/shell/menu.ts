import type { MenuItemConstructorOptions } from 'electron';
import { type Command, commands, keyCap, places } from '../../shared/commands.ts';
import type { Words } from './words.ts';

interface MenuOptions {
  readonly words: Words;
  readonly platform: NodeJS.Platform;
  readonly devTools: boolean;
  give(command: Command): void;
  quit(): void;
  openDataFolder(): void;
}

/** The native menus: what the system expects, and the commands of `shared/commands.ts`, in the window's language. */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { words, platform, devTools, give, openDataFolder } = options;
  const { t } = words;
  const isMac = platform === 'darwin';
  const separator: MenuItemConstructorOptions = { type: 'separator' };

  const item = (command: Command, label = t(`commands.${command}`)): MenuItemConstructorOptions => {
    const { key } = commands[command];
    return {
      label,
      click: () => give(command),
      ...(key === null ? {} : { accelerator: `CommandOrControl+${keyCap(key)}` }),
    };
  };
  // Of our own, not the system's role: a person who quits is asked about what is on the wire.
  const quit: MenuItemConstructorOptions = {
    label: t('desktop.menu.quit'),
    accelerator: 'CommandOrControl+Q',
    click: () => options.quit(),
  };
  const about: MenuItemConstructorOptions = { role: 'about', label: t('desktop.menu.about') };

  const ofMac: MenuItemConstructorOptions = {
    label: t('frame.product'),
    submenu: [
      about,
      separator,
      item('settings'),
      separator,
      { role: 'services', label: t('desktop.menu.services') },
      separator,
      { role: 'hide', label: t('desktop.menu.hide') },
      { role: 'hideOthers', label: t('desktop.menu.hideOthers') },
      { role: 'unhide', label: t('desktop.menu.unhide') },
      separator,
      quit,
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: t('desktop.menu.file'),
    submenu: [
      item('new-campaign'),
      item('import-contacts'),
      separator,
      ...(isMac ? [] : [item('settings'), separator]),
      { role: 'close', label: t('desktop.menu.close') },
      ...(isMac ? [] : [quit]),
    ],
  };
  const edit: MenuItemConstructorOptions = {
    label: t('desktop.menu.edit'),
    submenu: [
      { role: 'undo', label: t('desktop.menu.undo') },
      { role: 'redo', label: t('desktop.menu.redo') },
      separator,
      { role: 'cut', label: t('desktop.menu.cut') },
      { role: 'copy', label: t('desktop.menu.copy') },
      { role: 'paste', label: t('desktop.menu.paste') },
      { role: 'selectAll', label: t('desktop.menu.selectAll') },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: t('desktop.menu.view'),
    submenu: [
      item('palette'),
      separator,
      { role: 'reload', label: t('desktop.menu.reload') },
      ...(devTools ? [{ role: 'toggleDevTools', label: t('desktop.menu.devTools') } as const] : []),
      separator,
      { role: 'resetZoom', label: t('desktop.menu.resetZoom') },
      { role: 'zoomIn', label: t('desktop.menu.zoomIn') },
      { role: 'zoomOut', label: t('desktop.menu.zoomOut') },
      separator,
      { role: 'togglefullscreen', label: t('desktop.menu.fullScreen') },
    ],
  };
  const help: MenuItemConstructorOptions = {
    role: 'help',
    label: t('desktop.menu.help'),
    submenu: [
      item('shortcuts'),
      { label: t('desktop.menu.openDataFolder'), click: () => openDataFolder() },
      ...(isMac ? [] : [separator, about]),
    ],
  };
  return [
    ...(isMac ? [ofMac] : []),
    file,
    edit,
    view,
    { label: t('desktop.menu.go'), submenu: places.map((place) => item(place)) },
    { label: t('desktop.menu.campaigns'), submenu: [item('pause-all'), item('resume-all')] },
    help,
  ];
}
