import { expect, test } from 'vitest';
import { openTestStore } from '../support/store.ts';

const body = { kind: 'campaign', text: 'Salom <name>' } as const;

test('a text is kept under a name of its own, changed and dropped', async () => {
  const store = openTestStore();
  const kept = await store.saveTemplate({ id: null, name: 'Debt', body }, 1000);
  expect(await store.listTemplates()).toEqual([{ id: kept.id, name: 'Debt', body, updatedAt: 1000 }]);
  const changed = { id: kept.id, name: 'Debts', body: { ...body, text: 'Assalomu alaykum' } };
  expect(await store.saveTemplate(changed, 2000)).toEqual({ ...changed, updatedAt: 2000 });
  await store.removeTemplate(kept.id);
  expect(await store.listTemplates()).toEqual([]);
});

test('two texts cannot share a name, in any case of its letters; one that is gone cannot be changed', async () => {
  const store = openTestStore();
  await store.saveTemplate({ id: null, name: 'Debt', body }, 1000);
  await expect(store.saveTemplate({ id: null, name: 'DEBT', body }, 1000)).rejects.toThrow(/another name/);
  await expect(store.saveTemplate({ id: 99, name: 'Other', body }, 1000)).rejects.toThrow(/gone/);
});
