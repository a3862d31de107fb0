import { mapTemplateText } from './template.ts';

/** From which letters a text can be written in Latin ones. Both alphabets of Cyrillic need tables of their own. */
export type Transliteration = 'uzbek' | 'russian' | 'georgian';

/**
 * Uzbek by the official alphabet of 1995 (as amended); `'` stands for ʻ and ʼ, which GSM-7 has not. `е` is `ye` at the
 * start of a word and after a vowel.
 */
const UZBEK: Readonly<Record<string, string>> = {
  ...letters(
    'абвгдёжзийклмнопрстуфхцчшъьэюя',
    'a b v g d yo j z i y k l m n o p r s t u f x ts ch sh ’ _ e yu ya',
  ),
  ...letters('еўқғҳыщ', "e o' q g' h i sh"),
};

/** Russian as passports and BGN/PCGN simplify it, without marks for ъ and ь. */
const RUSSIAN: Readonly<Record<string, string>> = {
  ...letters('абвгдеёжзийклмнопрстуфхцчшщ', 'a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch'),
  ...letters('ъыьэюя', '_ y _ e yu ya'),
};

/** The national system of romanisation of Georgia (2002). */
const GEORGIAN: Readonly<Record<string, string>> = letters(
  'აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ',
  "a b g d e v z t i k' l m n o p' zh r s t' u p k gh q' sh ch ts dz ts' ch' kh j h",
);

const tables: Readonly<Record<Transliteration, Readonly<Record<string, string>>>> = {
  uzbek: UZBEK,
  russian: RUSSIAN,
  georgian: GEORGIAN,
};

const VOWEL = /[аеёиоуўыэюя]/i;

/** Writes a text in Latin letters; what the table has not stays. Names suffer, so nobody's text is changed unasked. */
export function transliterate(text: string, from: Transliteration): string {
  const table = tables[from];
  const characters = Array.from(text);
  return characters
    .map((character, index) => {
      const lower = character.toLowerCase();
      const plain = latinOf(lower, characters[index - 1]);
      if (plain === undefined || lower === character) return plain ?? character;
      // A capital that becomes two letters is one capital in a word (Shahar) and two among capitals (SHAHAR).
      const next = characters[index + 1] ?? '';
      const before = characters[index - 1] ?? '';
      const shouts = isCapital(next) || (!isLetter(next) && isCapital(before));
      return shouts ? plain.toUpperCase() : plain.charAt(0).toUpperCase() + plain.slice(1);
    })
    .join('');

  function latinOf(lower: string, before: string | undefined): string | undefined {
    if (from === 'uzbek' && lower === 'е') {
      const beginsWord = before === undefined || !isLetter(before);
      return beginsWord || VOWEL.test(before) ? 'ye' : 'e';
    }
    return Object.hasOwn(table, lower) ? table[lower] : undefined;
  }
}

/** Writes a template in Latin letters; its placeholders stay as they are written. */
export function transliterateTemplate(template: string, from: Transliteration): string {
  return mapTemplateText(template, (text) => transliterate(text, from));
}

/** Which tables fit a text, the most likely first; none for one in Latin letters. */
export function transliterationsFor(text: string): Transliteration[] {
  if (/\p{Script=Georgian}/u.test(text)) return ['georgian'];
  if (!/\p{Script=Cyrillic}/u.test(text)) return [];
  // Letters that only one of the two alphabets has.
  if (/[ўқғҳ]/i.test(text)) return ['uzbek', 'russian'];
  return ['russian', 'uzbek'];
}

function isLetter(character: string): boolean {
  return /\p{L}/u.test(character);
}

function isCapital(character: string): boolean {
  return /\p{Lu}/u.test(character);
}

/** Pairs letters with what they become, `_` with nothing. */
function letters(from: string, to: string): Record<string, string> {
  const latin = to.split(' ');
  return Object.fromEntries(
    Array.from(from, (letter, index) => [letter, (latin[index] ?? '').replace('_', '').replace('’', "'")]),
  );
}
