import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unicodeCharacters } from '../../src/shared/segments.ts';
import { parseTemplate } from '../../src/shared/template.ts';
import {
  transliterate,
  transliterateTemplate,
  transliterationsFor,
} from '../../src/shared/transliteration.ts';

test.each([
  ['uzbek', 'Ҳурматли мижоз, тўловингиз муддати ўтди', "Hurmatli mijoz, to'lovingiz muddati o'tdi"],
  ['uzbek', 'Етти Поезд эшик ер', 'Yetti Poyezd eshik yer'],
  ['uzbek', 'Шаҳар ШАҲАР Ш', 'Shahar SHAHAR Sh'],
  ['uzbek', 'қиш, ғишт, маъно', "qish, g'isht, ma'no"],
  ['russian', 'Здравствуйте, Ваш заказ готов', 'Zdravstvuyte, Vash zakaz gotov'],
  ['russian', 'щука, объём, Юлия, ХОРОШО', 'shchuka, obyom, Yuliya, KHOROSHO'],
  ['georgian', 'გამარჯობა, თქვენი შეკვეთა მზადაა', "gamarjoba, tkveni shek'veta mzadaa"],
  ['georgian', 'ჭყინტი წყალი', "ch'q'int'i ts'q'ali"],
] as const)('%s: %s', (from, text, latin) => {
  expect(transliterate(text, from)).toBe(latin);
});

test('every letter of the three alphabets leaves Unicode', () => {
  const uzbek = 'абвгдеёжзийклмнопрстуфхцчшъьэюяўқғҳыщ';
  const russian = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя';
  expect(unicodeCharacters(transliterate(uzbek + uzbek.toUpperCase(), 'uzbek'))).toEqual([]);
  expect(unicodeCharacters(transliterate(russian + russian.toUpperCase(), 'russian'))).toEqual([]);
  const georgian = Array.from({ length: 33 }, (_, index) => String.fromCodePoint(0x10d0 + index)).join('');
  expect(unicodeCharacters(transliterate(georgian, 'georgian'))).toEqual([]);
});

test('placeholders keep their letters', () => {
  expect(transliterateTemplate('Ҳурматли <Исм|мижоз>!', 'uzbek')).toBe('Hurmatli <Исм|мижоз>!');
  fc.assert(
    fc.property(fc.array(fc.constantFrom('<Исм>', '<', '>', '|', 'Ш', 'е', 'б ', '<<')), (pieces) => {
      const fields = (template: string) => parseTemplate(template).filter(({ kind }) => kind === 'field');
      const template = pieces.join('');
      expect(fields(transliterateTemplate(template, 'uzbek'))).toEqual(fields(template));
    }),
  );
});

test('the alphabet that fits comes first', () => {
  expect(transliterationsFor('Ҳурматли мижоз')).toEqual(['uzbek', 'russian']);
  expect(transliterationsFor('Здравствуйте')).toEqual(['russian', 'uzbek']);
  expect(transliterationsFor('გამარჯობა')).toEqual(['georgian']);
  expect(transliterationsFor('Salom')).toEqual([]);
});
