import type { ParsedInput } from '../../../shared/contract.ts';
import { readKept } from '../../../shared/kept.ts';
import { DEFAULT_SETTINGS, Settings } from '../../../shared/settings.ts';
import type { Emitter } from '../lib/emitter.ts';
import type { SettingStore } from '../store/store.ts';

/** The settings' name in the store. */
const SETTING = 'operator';

/** What the operator has chosen; the defaults for what was never chosen, or cannot be read any more. */
export async function getSettings(store: SettingStore): Promise<Settings> {
  return readKept(Settings, await store.readSetting(SETTING), DEFAULT_SETTINGS);
}

/** Keeps a change and tells the window. */
export async function setSettings(
  { store, emitter }: { readonly store: SettingStore; readonly emitter: Emitter },
  change: ParsedInput<'settings.set'>,
): Promise<Settings> {
  const settings = Settings.parse({ ...(await getSettings(store)), ...change });
  await store.writeSetting(SETTING, settings);
  emitter.emit('changed', { topic: 'settings' });
  return settings;
}
