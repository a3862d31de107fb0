import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Language } from '../../src/shared/language.ts';
import { cityOfZone } from '../../src/shared/zone-city.ts';

/** Words as a locale has them: by key, `a.b.c`. */
type Words = ReadonlyMap<string, string>;

const checkout = join(import.meta.dirname, '..', '..');
const languages = Language.exclude(['en']).options;

/** i18next's marks of a plural form; `zero` is its own, for words of their own where there is nothing. */
const pluralMark = /_(zero|one|two|few|many|other)$/;

/**
 * Words that other languages may have as English has them: names, what stands on a button of somebody else's
 * program, examples, formats.
 */
const sameEverywhere: readonly string[] = ['providers.devsms.keyLabel'];

/** Reasons of errors that no operator meets: the window asks for nothing of the kind, or shows no error there. */
const neverShown: readonly string[] = [
  // Whoever cancels is told by the screen on which that was done.
  'cancelled',
  'export-cancelled',
  'import-cancelled',
  // Said in words of its own: `errors.engineStopped`.
  'engine-stopped',
  // Another count has taken the place of the one that ended.
  'superseded',
  // Only the command line can ask so.
  'device-filter',
  'no-change',
  'no-zone',
  'other-provider',
  // Somebody else than Kaptar's window asks.
  'no-call',
  'sender',
];

const en = read('en');

describe.each(languages)('%s', (language) => {
  const words = read(language);
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;

  test('has every key of English and no other', () => {
    expect(difference(keysWithoutForms(en), keysWithoutForms(words)), 'missing').toEqual([]);
    expect(difference(keysWithoutForms(words), keysWithoutForms(en)), 'unknown').toEqual([]);
  });

  test('has the plural forms that it counts with, and no other', () => {
    const found: string[] = [];
    for (const key of pluralKeys(en)) {
      // English's `zero` stands for words of its own; the language has them, too.
      const wanted = [...forms, ...(en.has(`${key}_zero`) ? ['zero'] : [])].map((form) => `${key}_${form}`);
      const has = [...words.keys()].filter((one) => one.replace(pluralMark, '') === key);
      found.push(...difference(wanted, has), ...difference(has, wanted).map((one) => `${one} is too many`));
    }
    expect(found).toEqual([]);
  });

  test('says nothing with no words', () => {
    expect(keysWhere(words, (value) => value.trim() === '' || value !== value.trim())).toEqual([]);
  });

  test('has the values and marks that English has', () => {
    const wrong = keysWhere(words, (value, key) => {
      const wanted = placesOf(englishOf(key));
      const has = placesOf(value);
      // A form for one number may say it in words: "a day".
      if (pluralMark.test(key)) wanted.delete('{{number}}');
      return (
        [...wanted].some((place) => !has.has(place)) || [...has].some((place) => !allPlaces(key).has(place))
      );
    });
    expect(wrong).toEqual([]);
  });

  test('has no English left', () => {
    const left = keysWhere(
      words,
      (value, key) =>
        value === englishOf(key) && /\p{L}+\s+\p{L}+/u.test(bare(value)) && !sameEverywhere.includes(key),
    );
    expect(left).toEqual([]);
  });
});

test('what may be the same everywhere is a key', () => {
  expect(difference(sameEverywhere, [...en.keys()])).toEqual([]);
});

test('English counts with one and other', () => {
  for (const key of pluralKeys(en))
    expect([...en.keys()]).toEqual(expect.arrayContaining([`${key}_one`, `${key}_other`]));
});

test('each city is the one by which a zone of this system is named', () => {
  const zones = new Set(Intl.supportedValuesOf('timeZone'));
  const cities = [...en].filter(([key]) => key.startsWith('cities.'));
  expect(cities).not.toHaveLength(0);
  for (const [key, city] of cities) {
    const zone = key.replace('cities.', '');
    expect(zones).toContain(zone);
    expect(city).toBe(cityOfZone(zone));
  }
});

test('the window has words for every reason of an error', () => {
  const unsaid = reasonsInSource().filter((reason) => !en.has(`errors.reasons.${reason}.title`));
  expect(unsaid.toSorted()).toEqual(neverShown.toSorted());
});

describe('the source', () => {
  const { literals, patterns } = keysInSource();
  const keys = keysWithoutForms(en);

  test('uses every key', () => {
    const unused = keys.filter((key) => !literals.has(key) && !patterns.some(({ fits }) => fits.test(key)));
    expect(unused).toEqual([]);
  });

  test('makes no key that is not there', () => {
    const unfit = patterns.filter(({ isCall, fits }) => isCall && !keys.some((key) => fits.test(key)));
    expect(unfit.map(({ source }) => source)).toEqual([]);
  });
});

function read(language: Language): Words {
  const text = readFileSync(join(checkout, 'src', 'shared', 'locales', `${language}.json`), 'utf8');
  return new Map(flatten(JSON.parse(text), ''));
}

function flatten(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([name, part]) =>
    flatten(part, path === '' ? name : `${path}.${name}`),
  );
}

/** Of the errors that the engine and the shell throw for a person; the command line has words of its own. */
function reasonsInSource(): readonly string[] {
  const files = globSync('src/{main/{engine,shell},shared}/**/*.ts', { cwd: checkout });
  const reasons = files.flatMap((file) => {
    const text = readFileSync(join(checkout, file), 'utf8');
    return [...text.matchAll(/new AppError\([^;]*?reason: '([\w-]+)'/g)].map(([, reason = '']) => reason);
  });
  return [...new Set(reasons)];
}

/** Keys that differ in their plural mark only are one. */
function keysWithoutForms(words: Words): readonly string[] {
  return [...new Set([...words.keys()].map((key) => (isForm(key) ? key.replace(pluralMark, '') : key)))];
}

function pluralKeys(words: Words): readonly string[] {
  return [...new Set([...words.keys()].filter(isForm).map((key) => key.replace(pluralMark, '')))];
}

/** A key may end in `_other` by chance; a plural also has English's `other`. */
function isForm(key: string): boolean {
  return pluralMark.test(key) && en.has(key.replace(pluralMark, '_other'));
}

function englishOf(key: string): string {
  return en.get(key) ?? en.get(key.replace(pluralMark, '_other')) ?? '';
}

/** What is put in (`{{name}}`), the marks around parts (`<b>`), and fields of a text (`<name|friend>` counts as `<name|`). */
function placesOf(words: string): Set<string> {
  return new Set(words.match(/\{\{\w+\}\}|<\/?\w+\/?>|<\w+(?=\|)/g) ?? []);
}

/** What the forms of one key may hold together: one of them may need less than another. */
function allPlaces(key: string): Set<string> {
  const stem = key.replace(pluralMark, '');
  const forms = [...en.keys()].filter((one) => one === key || one.replace(pluralMark, '') === stem);
  return new Set(forms.flatMap((form) => [...placesOf(en.get(form) ?? '')]));
}

function bare(words: string): string {
  return words.replaceAll(/\{\{\w+\}\}|<[^>]*>/g, ' ');
}

function keysWhere(words: Words, holds: (value: string, key: string) => boolean): readonly string[] {
  return [...words].filter(([key, value]) => holds(value, key)).map(([key]) => key);
}

function difference(from: readonly string[], without: readonly string[]): readonly string[] {
  return from.filter((one) => !without.includes(one));
}

/**
 * Keys as the source spells them, `'a.b'`, and patterns that it makes keys by, `a.${what}.b`. Whether a spelled key is
 * there the compiler says already.
 */
function keysInSource() {
  const literals = new Set<string>();
  const patterns: { source: string; isCall: boolean; fits: RegExp }[] = [];
  const sections = new Set([...en.keys()].map((key) => key.split('.')[0] ?? key));
  for (const file of globSync('src/{renderer,main/shell}/**/*.{ts,tsx}', { cwd: checkout })) {
    const text = readFileSync(join(checkout, file), 'utf8');
    for (const [, literal] of text.matchAll(/['"]([\w-]+(?:\.[\w-]+)+)['"]/g))
      if (literal) literals.add(literal);
    for (const [, call, source = ''] of text.matchAll(/(\bt\(\s*)?`((?:[\w.-]|\$\{(?:[^{}`])*\})+)`/g)) {
      if (!source.includes('${') || !sections.has(source.split('.')[0] ?? '') || !source.includes('.'))
        continue;
      const fits = source
        .split(/\$\{[^}]*\}/)
        .map((part) => part.replaceAll('.', '\\.'))
        .join('[^.]+');
      patterns.push({ source, isCall: call !== undefined, fits: new RegExp(`^${fits}$`) });
    }
  }
  return { literals, patterns };
}
