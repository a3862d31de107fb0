#!/usr/bin/env node
/**
 * Writes a messy file of contacts, always the same one for the same choices, and prints as JSON what a
 * correct import must count. The counts come from how the file is made; none of Kaptar's code is used.
 *
 *   node scripts/make-messy-csv.mjs OUT.csv [ROWS=10000] [ENCODING=utf-8|windows-1251|utf-16le]
 */
import { writeFileSync } from 'node:fs';

const SEED = 20_250_101;
const [out, rowsText = '10000', encoding = 'utf-8'] = process.argv.slice(2);
const total = Number(rowsText);
if (!out || !Number.isInteger(total) || total < 1 || total > 1_000_000) {
  console.error('Usage: node scripts/make-messy-csv.mjs OUT.csv [ROWS=10000] [ENCODING=utf-8]');
  process.exit(2);
}

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = randomFrom(SEED);
const pick = (choices) => choices[Math.floor(random() * choices.length)];
const quote = (cell) => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

// Letters that windows-1251 has; `ў` is the Uzbek one among them.
const NAMES = ['Aziza Karimova', 'Олег Ким', 'Шўхрат', "O'ktam", 'OOO "Baraka"', 'Ali; Vali'];
const SPELLINGS = [
  (n) => `+998${n}`,
  (n) => `998${n}`,
  (n) => n,
  (n) => `(${n.slice(0, 2)}) ${n.slice(2, 5)}-${n.slice(5, 7)}-${n.slice(7)}`,
  (n) => `+998 ${n.slice(0, 2)} ${n.slice(2, 5)} ${n.slice(5, 7)} ${n.slice(7)}`,
];

const expected = {
  rows: 0,
  created: 0,
  duplicates: 0,
  invalid: 0,
  reasons: { 'no-phone': 0, 'not-a-phone': 0, 'lost-digits': 0, 'row-too-long': 0 },
};
const lines = ["Ism;Telefon;Qarz, so'm;Izoh"];
const given = [];
const spell = (national) => pick(SPELLINGS)(national);
const newNumber = () => {
  const national = `90${String(given.length).padStart(7, '0')}`;
  given.push(national);
  return spell(national);
};

function refuse(reason) {
  expected.invalid++;
  expected.reasons[reason]++;
}

/** Kinds of rows by their weight in a hundred; each adds its line and counts itself. */
const KINDS = [
  [70, () => (expected.created++, [pick(NAMES), newNumber(), `${Math.floor(random() * 900)} 000,50`, 'ok'])],
  [4, () => (expected.created++, [pick(NAMES), newNumber()])], // too short
  [4, () => (expected.created++, [pick(NAMES), newNumber(), '1', 'ok', '', ' '])], // long, but blank
  [6, () => (expected.created++, [pick(NAMES), newNumber(), '1', 'ikki\nqator; "qo\'shtirnoq"'])],
  [6, () => again()],
  [3, () => (refuse('lost-digits'), ['Excel', pick(['9.98901E+11', '9,98901E+11']), '1', 'ok'])],
  [3, () => (refuse('no-phone'), [pick(NAMES), pick(['', ' ', '\u00a0']), '1', 'ok'])],
  [
    2,
    () => (refuse('not-a-phone'), [pick(NAMES), pick(["yo'q", '12345', '901234567 / 911234567']), '1', '']),
  ],
  [2, () => (refuse('row-too-long'), [pick(NAMES), '+998900000000', '1', 'ok', 'ortiqcha'])],
];

/** A number that stood before, in whatever spelling. */
function again() {
  if (given.length === 0) return KINDS[0][1]();
  expected.duplicates++;
  return ['Takror', spell(pick(given)), '1', 'ok'];
}

for (; expected.rows < total; expected.rows++) {
  if (random() < 0.02) lines.push(pick(['', ';;;', ' '])); // blank rows are no contacts
  let left = random() * 100;
  const [, make] = KINDS.find(([weight]) => (left -= weight) < 0) ?? KINDS[0];
  lines.push(make().map(quote).join(';'));
}

const text = `${lines.join('\r\n')}\r\n`;

function encode() {
  if (encoding === 'utf-8') return Buffer.from(`\ufeff${text}`, 'utf8');
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le');
  const decoder = new TextDecoder('windows-1251');
  const bytes = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]),
  );
  return Buffer.from(Array.from(text, (character) => bytes.get(character) ?? 0x3f));
}

writeFileSync(out, encode());
console.log(JSON.stringify(expected, null, 2));
