import { AppError } from '../../../../shared/errors.ts';
import type { SavedTemplate } from '../../../../shared/saved-template.ts';
import type { TemplateStore } from '../store.ts';
import type { Database } from './database.ts';

type TemplateRow = Omit<SavedTemplate, 'body'> & { body: string };

/** Texts that are kept for the next time. */
export function templateTable(database: Database): TemplateStore {
  const all = database.prepare<[], TemplateRow>(
    'SELECT id, name, body, updatedAt FROM templates ORDER BY name',
  );
  const one = database.prepare<[number], TemplateRow>(
    'SELECT id, name, body, updatedAt FROM templates WHERE id = ?',
  );
  const nameTaken = database
    .prepare<[string, number], number>('SELECT 1 FROM templates WHERE name = ? AND id <> ?')
    .pluck();
  const insert = database.prepare<[string, string, number]>(
    'INSERT INTO templates (name, body, updatedAt) VALUES (?, ?, ?)',
  );
  const update = database.prepare<[string, string, number, number]>(
    'UPDATE templates SET name = ?, body = ?, updatedAt = ? WHERE id = ?',
  );
  const remove = database.prepare<[number]>('DELETE FROM templates WHERE id = ?');

  const save = database.transaction(
    ({ id, name, body }: Parameters<TemplateStore['saveTemplate']>[0], now: number) => {
      if (nameTaken.get(name, id ?? 0) !== undefined) {
        throw new AppError('conflict', `There is a template "${name}" already. Choose another name.`, {
          reason: 'template-name-taken',
        });
      }
      if (id === null) return get(Number(insert.run(name, JSON.stringify(body), now).lastInsertRowid));
      update.run(name, JSON.stringify(body), now, id);
      return get(id);
    },
  );

  function get(id: number): SavedTemplate {
    const row = one.get(id);
    if (!row) throw new AppError('not-found', 'This template is gone.', { reason: 'no-template' });
    return toTemplate(row);
  }

  return {
    listTemplates: async () => all.all().map(toTemplate),
    saveTemplate: async (template, now) => save.immediate(template, now),
    removeTemplate: async (id) => void remove.run(id),
  };
}

function toTemplate(row: TemplateRow): SavedTemplate {
  return { ...row, body: JSON.parse(row.body) as SavedTemplate['body'] };
}
