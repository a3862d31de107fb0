import type { MenuItemConstructorOptions } from 'electron';
import { expect, it, vi } from 'vitest';
import { menuTemplate } from '../../../src/main/shell/menu.ts';
import { shellWords } from '../../../src/main/shell/words.ts';
import { commands } from '../../../src/shared/commands.ts';

function openMenus(platform: NodeJS.Platform) {
  const tools = { give: vi.fn(), quit: vi.fn(), openDataFolder: vi.fn() };
  const menus = menuTemplate({ words: shellWords('en'), platform, devTools: false, ...tools });
  const items = menus.flatMap(({ submenu }) => submenu as MenuItemConstructorOptions[]);
  const click = (label: string) =>
    items.find((item) => item.label === label)?.click?.({} as never, undefined, {});
  return { menus, items, click, tools };
}

it.each(['linux', 'win32', 'darwin'] as const)('has every command once, with its key, on %s', (platform) => {
  const { items, click, tools } = openMenus(platform);
  for (const item of items) if (item.click) click(item.label ?? '');
  const given: unknown[] = tools.give.mock.calls.flat();
  expect(given).toHaveLength(Object.keys(commands).length);
  expect(new Set(given)).toEqual(new Set(Object.keys(commands)));
  const keys = items.flatMap(({ accelerator }) => accelerator ?? []);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toContain('CommandOrControl+N');
  expect(keys).toContain('CommandOrControl+,');
  expect(keys).toContain('CommandOrControl+1');
});

it('says everything in words of its own, since the system would say it in its own language', () => {
  for (const platform of ['linux', 'darwin'] as const) {
    const { menus, items } = openMenus(platform);
    for (const { type, label } of [...menus, ...items]) if (type !== 'separator') expect(label).toBeTruthy();
  }
});

it('quits by way of the question', () => {
  const { items, click, tools } = openMenus('darwin');
  expect(items.some(({ role }) => role === 'quit')).toBe(false);
  click('Quit Kaptar');
  expect(tools.quit).toHaveBeenCalledOnce();
});
