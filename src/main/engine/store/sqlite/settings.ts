import type { SettingStore } from '../store.ts';
import type { Database } from './database.ts';

/** Settings of the whole app, each a JSON value under its name. */
export function settingTable(database: Database): SettingStore {
  const read = database.prepare<[string], string>('SELECT value FROM settings WHERE name = ?').pluck();
  const write = database.prepare<[string, string]>(
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  return {
    async readSetting(name) {
      const value = read.get(name);
      return value === undefined ? undefined : (JSON.parse(value) as unknown);
    },
    writeSetting: async (name, value) => void write.run(name, JSON.stringify(value)),
  };
}
