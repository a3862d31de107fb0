import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSqliteStore } from '../../src/main/engine/store/sqlite/sqlite-store.ts';
import { DEFAULT_SETTINGS } from '../../src/shared/settings.ts';
import { startEngine } from '../support/engine.ts';

it('keeps what was changed and leaves the rest as it was', async () => {
  const { app, dataDir, call } = await startEngine();
  expect(await call('settings.get', {})).toEqual(DEFAULT_SETTINGS);
  await call('settings.set', { undoSeconds: 12 });
  await call('settings.set', { quietHours: { enabled: true, from: 1200, until: 480 } });
  await app.stop();

  const again = await startEngine(dataDir);
  expect(await again.call('settings.get', {})).toEqual({
    ...DEFAULT_SETTINGS,
    undoSeconds: 12,
    quietHours: { enabled: true, from: 1200, until: 480 },
  });
});

it('falls back to the default where what was kept cannot be read, and keeps the rest', async () => {
  const { app, dataDir } = await startEngine();
  await app.stop();
  const store = openSqliteStore(join(dataDir, 'kaptar.db'), Date.now);
  await store.writeSetting('operator', { undoSeconds: 'soon', confirmAbove: 20 });
  await store.close();

  const again = await startEngine(dataDir);
  expect(await again.call('settings.get', {})).toEqual({ ...DEFAULT_SETTINGS, confirmAbove: 20 });
});
