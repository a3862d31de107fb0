import { expect, test } from 'vitest';
import { createRenderer } from '../../src/main/engine/services/render.ts';
import { parseTemplate } from '../../src/shared/template.ts';

const contact = { id: 1, phone: '+998901234567', optedOut: false, updatedAt: 0 };
const list = { id: 1, name: 'L', fields: ['Ism', 'Qarz'], aliases: { ism: 'name' } };
const options = { route: null, mask: null, plainCharacters: false };
const render = (template: string, name: string, fields: Record<string, string>) =>
  createRenderer(parseTemplate(template), list, options)({ ...contact, name, fields });

test('a column of that name from another list does not beat the name, a blank one does not hide it', () => {
  expect(render('Salom <Ism>', 'Aziza', { Ism: 'Eski' }).text).toBe('Salom Aziza');
  expect(render('Salom <Ism>', 'Aziza', { Ism: ' ' }).text).toBe('Salom Aziza');
  expect(render('Salom <name|mijoz>', '', { name: 'Bobur' }).text).toBe('Salom Bobur');
});

test('a blank value is missing, and says so', () => {
  expect(render('<qarz> so‘m', 'Aziza', { Qarz: ' ' })).toMatchObject({
    skip: 'missing-field',
    missingFields: ['qarz'],
  });
});

test('who opted out is left out before anything else', () => {
  const renderOne = createRenderer(parseTemplate('<qarz>'), list, options);
  expect(renderOne({ ...contact, name: '', fields: {}, optedOut: true }).skip).toBe('opted-out');
});
