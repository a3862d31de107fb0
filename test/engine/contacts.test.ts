import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqliteStore } from '../../src/main/engine/store/sqlite/sqlite-store.ts';
import type { CallOutput, Reply } from '../../src/shared/contract.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { importRows } from '../support/store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** An engine with `people` contacts on a list, every tenth in branch 7. */
async function engineWith(people: number): Promise<TestEngine & { listId: number }> {
  const dataDir = temporaryFolder();
  const store = openSqliteStore(join(dataDir, 'kaptar.db'), () => 1000);
  const rows = Array.from(
    { length: people },
    (_, index) => [`+99890${1_000_000 + index}`, `N${index}`, { Filial: String(index % 10) }] as const,
  );
  const { listId } = await importRows(store, 'Customers', rows);
  await store.close();
  return { ...(await startEngine(dataDir, false)), listId };
}

const branch = (value: string) => ({ fields: [{ field: 'filial', is: 'equal' as const, value }] });

describe('contacts', () => {
  it('come page by page and are counted, by what their fields are', async () => {
    const { call } = await engineWith(3000);
    const first = await call('contacts.list', { ...branch('7'), limit: 200 });
    expect(first.contacts).toHaveLength(200);
    const second = await call('contacts.list', { ...branch('7'), after: first.next, limit: 200 });
    expect(second.contacts).toHaveLength(100);
    expect(second.next).toBeNull();
    expect(await call('contacts.count', branch('7'))).toEqual({ total: 300 });
  });

  it('come from any place of their list, whatever is asked for', async () => {
    const { call, listId } = await engineWith(3000);
    const filters = [{}, { listId }, { search: 'n1' }, { listId, optedOut: false }, branch('7')];
    for (const filter of filters) {
      const all: number[] = [];
      for (let next: number | null = 0; next !== null;) {
        const page: CallOutput<'contacts.list'> = await call('contacts.list', {
          ...filter,
          after: next,
          limit: 500,
        });
        all.push(...page.contacts.map(({ id }) => id));
        next = page.next;
      }
      for (const skip of [1, 250, all.length - 1, all.length, all.length + 100]) {
        const { contacts } = await call('contacts.list', { ...filter, skip, limit: 3 });
        expect(contacts.map(({ id }) => id)).toEqual(all.slice(skip, skip + 3));
      }
      const after = all[9] ?? 0;
      const { contacts } = await call('contacts.list', { ...filter, after, skip: 5, limit: 3 });
      expect(contacts.map(({ id }) => id)).toEqual(all.slice(15, 18));
    }
  });

  it('are counted for the newest question only: typing does not pile up counts', async () => {
    const { app } = await engineWith(5000);
    const [older, newer] = (await Promise.all([
      app.dispatch('contacts.count', { search: 'n4' }),
      app.dispatch('contacts.count', { search: 'n49' }),
    ])) as Reply<{ total: number }>[];
    expect(older).toMatchObject({ ok: false, error: { details: { reason: 'superseded' } } });
    expect(newer).toMatchObject({ ok: true, value: { total: 111 } });
  });

  it('are counted in all beside a count that takes its time', async () => {
    const { app } = await engineWith(5000);
    const [some, all] = (await Promise.all([
      app.dispatch('contacts.count', { search: 'n49' }),
      app.dispatch('contacts.count', {}),
    ])) as Reply<{ total: number }>[];
    expect(some).toMatchObject({ ok: true, value: { total: 111 } });
    expect(all).toMatchObject({ ok: true, value: { total: 5000 } });
  });

  it('that match are all changed, but for those left out; progress is told, and one undo brings all back', async () => {
    const { app, call, listId } = await engineWith(3000);
    const { contacts } = await call('contacts.list', { ...branch('7'), limit: 2 });
    const progress: unknown[] = [];
    const topics: unknown[] = [];
    app.onEvent((name, payload) => (name === 'changed' ? topics : progress).push(payload));
    const change = await call('contacts.change', {
      target: { kind: 'matching', filter: branch('7'), except: contacts.map(({ id }) => id) },
      // What is set is what is looked for: the walk must not lose its way.
      action: { do: 'set-field', field: 'Filial', value: '70' },
    });
    expect(change).toMatchObject({ changed: 298, cancelled: false });
    expect(progress.at(-1)).toEqual({ task: 'contacts.change', done: 298, total: 298 });
    expect(topics).toContainEqual({ topic: 'contacts' });
    expect(await call('contacts.count', branch('70'))).toEqual({ total: 298 });

    expect(await call('contacts.undo', { changeId: change.changeId ?? 0 })).toEqual({
      restored: 298,
      kept: 0,
    });
    expect(await call('contacts.count', branch('7'))).toEqual({ total: 300 });
    expect(await call('lists.list', {})).toMatchObject([{ id: listId, contacts: 3000 }]);
  });

  it('stop being changed when that is cancelled; what was done can be taken back', async () => {
    const { app, call } = await engineWith(3000);
    const stop = app.onEvent((name) => {
      if (name !== 'task.progress') return;
      stop();
      void app.dispatch('contacts.cancelChange', {});
    });
    const change = await call('contacts.change', {
      target: { kind: 'matching', filter: {} },
      action: { do: 'opt-out', reason: 'By mistake' },
    });
    expect(change.cancelled).toBe(true);
    expect(change.changed).toBeGreaterThan(0);
    expect(change.changed).toBeLessThan(3000);
    expect(await call('contacts.count', { optedOut: true })).toEqual({ total: change.changed });
    await call('contacts.undo', { changeId: change.changeId ?? 0 });
    expect(await call('contacts.count', { optedOut: true })).toEqual({ total: 0 });
  });

  it('are changed by one at a time', async () => {
    const { app, call } = await engineWith(1000);
    const first = call('contacts.change', {
      target: { kind: 'matching', filter: {} },
      action: { do: 'remove' },
    });
    const second = await app.dispatch('contacts.change', {
      target: { kind: 'some', ids: [1] },
      action: { do: 'opt-in' },
    });
    expect(second).toMatchObject({ ok: false, error: { details: { reason: 'change-running' } } });
    expect((await first).changed).toBe(1000);
  });

  it('of one name and one field become one each: the newest, with what the others know; undone in one', async () => {
    const { call, listId } = await engineWith(10);
    const add = (phone: string, name: string, fields: Record<string, string>) =>
      call('contacts.create', { phone, name, fields, listIds: [listId] });
    await add('+998911110001', 'Aziza', { Manzil: 'Navoiy 1', Izoh: 'VIP' });
    const newest = await add('+998911110002', 'AZIZA', { Manzil: 'navoiy 1', Izoh: '' });
    await call('contacts.change', {
      target: { kind: 'some', ids: [newest.id] },
      action: { do: 'set-field', field: 'Filial', value: '1' },
    });
    const { groups } = await call('duplicates.list', { field: 'Manzil' });
    expect(groups).toMatchObject([{ name: 'Aziza', value: 'Navoiy 1', total: 2 }]);

    const merged = await call('duplicates.mergeAll', { field: 'Manzil' });
    expect(merged.changed).toBe(1);
    const { contacts } = await call('contacts.list', { search: 'aziza' });
    expect(contacts).toMatchObject([
      { id: newest.id, name: 'AZIZA', fields: { Manzil: 'navoiy 1', Izoh: 'VIP', Filial: '1' } },
    ]);
    await call('contacts.undo', { changeId: merged.changeId ?? 0 });
    expect((await call('contacts.list', { search: 'aziza' })).contacts).toHaveLength(2);
  });

  it('that are being saved when Kaptar closes leave no file behind, nor half of one', async () => {
    const { app, dataDir } = await engineWith(3000);
    const folder = temporaryFolder();
    let stopped: Promise<void> | undefined;
    app.onEvent((name) => {
      if (name === 'task.progress') stopped ??= app.stop();
    });
    const words = { phone: 'Phone', name: 'Name', optedOut: 'Opted out', yes: 'Yes' };
    const target = { kind: 'matching' as const, filter: {} };
    const saving = app.dispatch('contacts.export', { file: join(folder, 'people.csv'), target, words });
    expect(await saving).toMatchObject({ ok: false, error: { message: 'Kaptar is closing.' } });
    await stopped;
    expect(await readdir(folder)).toEqual([]);
    // Whoever opens the folder next finds it closed well.
    expect(await (await startEngine(dataDir)).call('store.verify', {})).toEqual({ violations: [] });
  });

  it('are saved with every field that any of them has, and read back as they were', async () => {
    const { call, dataDir } = await engineWith(3);
    await call('contacts.create', {
      phone: '+998911110001',
      name: 'O‘tkir, =1+1',
      fields: { FILIAL: '70', Izoh: 'VIP' },
      listIds: [],
    });
    await call('contacts.optOut', { phone: '+998911110001', reason: 'asked' });
    const file = join(dataDir, 'people.csv');
    const words = { phone: 'Phone', name: 'Name', optedOut: 'Opted out', yes: 'Yes' };
    const target = { kind: 'matching' as const, filter: {}, except: [1] };
    expect(await call('contacts.export', { file, target, words })).toEqual({ rows: 3 });
    expect((await readFile(file, 'utf8')).split('\r\n')).toEqual([
      '\ufeffPhone,Name,Filial,Izoh,Opted out',
      '+998901000001,N1,1,,',
      '+998901000002,N2,2,,',
      '+998911110001,"O‘tkir, =1+1",70,VIP,Yes',
      '',
    ]);
  });

  it('are taken into the search index while the engine runs, and as they change', async () => {
    const { call, dataDir, app } = await engineWith(600);
    await app.start('all');
    const database = new Sqlite(join(dataDir, 'kaptar.db'), { readonly: true });
    onTestFinished(() => void database.close());
    const find = database
      .prepare<[string], number>('SELECT rowid FROM contactSearch WHERE contactSearch MATCH ?')
      .pluck();
    await expect.poll(() => find.all('nn599'), { timeout: 5000 }).toEqual([600]);
    await call('contacts.update', {
      id: 600,
      phone: '+998911110001',
      name: 'Zuhra',
      fields: {},
      listIds: [],
    });
    await expect.poll(() => find.all('nzuhra'), { timeout: 5000 }).toEqual([600]);
    expect(find.all('nn599')).toEqual([]);
  });

  it('that opted out are searched among all, page by page', async () => {
    const { call, listId } = await engineWith(2500);
    const everyone = { kind: 'matching' as const, filter: { listId } };
    await call('contacts.change', { target: everyone, action: { do: 'opt-out', reason: 'asked' } });
    const first = await call('optOuts.list', { search: 'n2', limit: 400 });
    expect(first.total).toBe(1 + 10 + 100 + 500);
    const last = first.optOuts.at(-1);
    const second = await call('optOuts.list', { search: 'n2', before: last ?? null, limit: 400 });
    expect(second.total).toBe(first.total);
    const names = new Set([...first.optOuts, ...second.optOuts].map(({ name }) => name));
    expect(names.size).toBe(first.total);
    expect(await call('optOuts.list', { search: 'nobody', limit: 9 })).toEqual({ optOuts: [], total: 0 });
  });
});
