import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldKey, parseTemplate, renderTemplate, templateFields } from '../../src/shared/template.ts';

/** Renders with values under their columns' names. */
function render(template: string, values: Record<string, string> = {}) {
  const byKey = new Map(Object.entries(values).map(([name, value]) => [fieldKey(name), value]));
  return renderTemplate(parseTemplate(template), (key) => byKey.get(key));
}

describe('fields', () => {
  test.each([
    ['Salom, <name>!', { name: 'Aziza' }, 'Salom, Aziza!'],
    ['<NAME> <Qarz>', { name: 'Aziza', qarz: '12 000' }, 'Aziza 12 000'],
    ['< Qarz  miqdori >', { 'qarz miqdori': '5' }, '5'],
    ["<To'lov>|<Toʻlov>", { 'To‘lov': '7' }, '7|7'],
    ['<Имя>', { ИМЯ: 'Олег' }, 'Олег'],
    ['<სახელი>', { სახელი: 'ნინო' }, 'ნინო'],
    ['<№>', { '№': '12' }, '12'],
    ["<Qarz, so'm>", { "Qarz, so'm": '9' }, '9'],
    ['<a><b>', { a: '1', b: '2' }, '12'],
  ])('%s', (template, values, text) => {
    expect(render(template, values)).toEqual({ text, missing: [] });
  });

  test('a value is inserted as it is, and is no template itself', () => {
    expect(render('<a>', { a: '<b> << $& ${1}', b: 'never' }).text).toBe('<b> << $& ${1}');
  });

  test('a blank or absent field uses its fallback, which may be empty or hold bars', () => {
    expect(render('<name|mijoz>', { name: ' \u00a0' }).text).toBe('mijoz');
    expect(render('<name|mijoz>', { name: 'Aziza' }).text).toBe('Aziza');
    expect(render('[<name|>]')).toEqual({ text: '[]', missing: [] });
    expect(render('<name|a|b>').text).toBe('a|b');
  });

  test('a field without value or fallback is reported once, as written, and stays visible', () => {
    expect(render('<Qarz> <QARZ> <Muddat>', { Muddat: '' })).toEqual({
      text: '<Qarz> <QARZ> <Muddat>',
      missing: ['Qarz', 'Muddat'],
    });
  });

  test('a name that objects have of themselves is a field like any other', () => {
    expect(render('<constructor>').missing).toEqual(['constructor']);
  });
});

describe('literal signs', () => {
  test.each([
    ['2 < 3', '2 < 3'],
    ['I <3 you', 'I <3 you'],
    ['5 > 4', '5 > 4'],
    ['a <-> c <=> d <> e', 'a <-> c <=> d <> e'],
    ['<<name>', '<name>'],
    ['<<<<', '<<'],
    ['<unclosed', '<unclosed'],
    ['<two\nlines>', '<two\nlines>'],
    ['<|x>', '<|x>'],
    ['< >', '< >'],
    ['', ''],
  ])('%j', (template, text) => {
    expect(render(template, { name: 'never' })).toEqual({ text, missing: [] });
  });

  test('an unclosed sign does not swallow the field after it', () => {
    expect(render('2 < 3, <name>', { name: 'Aziza' }).text).toBe('2 < 3, Aziza');
    expect(render('<<<name>>', { name: 'Aziza' }).text).toBe('<Aziza>');
  });
});

test('the fields of a template, each once, required where one use has no fallback', () => {
  expect(templateFields(parseTemplate('<Name|x> <qarz|0> <NAME> <Qarz|1>'))).toEqual([
    { name: 'Name', key: 'name', required: true },
    { name: 'qarz', key: 'qarz', required: false },
  ]);
});

test('the apostrophes of Uzbek are one letter, and keys are stable', () => {
  const spellings = ["To'lov", 'Toʻlov', 'To‘lov', 'To’lov', 'Toʼlov', 'To`lov', ' TO´LOV '];
  expect(new Set(spellings.map(fieldKey))).toEqual(new Set(["to'lov"]));
  expect(fieldKey('Й'.normalize('NFD'))).toBe('й'.normalize('NFC'));
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(fieldKey(fieldKey(name))).toBe(fieldKey(name));
    }),
  );
});

const templateText = fc.string({
  // Halves of a pair, too: a text that is being typed has them.
  unit: fc.oneof(fc.constantFrom('<', '>', '|', 'a', ' ', '\n', '\ud800', '\udc00'), fc.string()),
});

test('a text whose signs are doubled comes back', () => {
  fc.assert(
    fc.property(templateText, (text) => {
      expect(render(text.replaceAll('<', '<<'))).toEqual({ text, missing: [] });
    }),
  );
});

test('any text is a template, and without values it comes back but for fallbacks and doubled signs', () => {
  fc.assert(
    fc.property(templateText, (text) => {
      const template = parseTemplate(text);
      const { missing } = renderTemplate(template, () => undefined);
      const required = templateFields(template).filter((field) => field.required);
      expect(missing.map(fieldKey)).toEqual(expect.arrayContaining(required.map((field) => field.key)));
      expect(missing).toHaveLength(required.length);
    }),
  );
});
