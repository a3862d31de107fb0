import { closeSync, openSync, writeSync } from 'node:fs';
import { sequence } from '../../support/random.ts';

const SEED = 20_261_127;
const WRITTEN_AT_ONCE = 10_000;

const FIRST_NAMES = ['Aziza', "O'ktam", 'Dilnoza', 'Олег', 'Шаҳноза', 'Наталья', 'ნინო', 'გიორგი', 'Jasur'];
const LAST_NAMES = ['Karimova', "To'rayev", 'Ким', 'Ўринбоев', 'Соколова', 'ბერიძე', 'მაისურაძე', 'Rahimov'];
const CITIES = ['Toshkent', 'Samarqand', 'Бухоро', 'Наманган', 'თბილისი', 'ბათუმი', "Farg'ona"];
const OPERATORS = ['33', '50', '88', '90', '91', '93', '94', '95', '97', '98', '99'];

type Spelling = (operator: string, rest: string) => string;
const parted = (rest: string, sign: string) =>
  `${rest.slice(0, 3)}${sign}${rest.slice(3, 5)}${sign}${rest.slice(5)}`;
const SPELLINGS: readonly Spelling[] = [
  (operator, rest) => `+998 ${operator} ${parted(rest, '-')}`,
  (operator, rest) => `998${operator}${rest}`,
  (operator, rest) => `${operator}${rest}`,
  (operator, rest) => `+998${operator}${rest}`,
  (operator, rest) => `(${operator}) ${parted(rest, '-')}`,
  (operator, rest) => `+998 (${operator}) ${parted(rest, ' ')}`,
];
/** What people leave in the column of numbers. */
const BAD = ['', "yo'q", '12345', '9.98901E+11', '901234567 / 911234567'];

/**
 * Writes `rows` people as an office has them: five columns, names in three scripts and some of them in quotes, numbers in
 * no order and in every usual spelling. Of a hundred numbers two are of another country, two stood there before and one
 * is none. Always the same file.
 */
export function writePeople(file: string, rows: number): void {
  const random = sequence(SEED);
  const below = (count: number) => Math.floor(random() * count);
  const pick = (choices: readonly string[]) => choices[below(choices.length)] ?? '';
  const digits = (count: number) => String(below(10 ** count)).padStart(count, '0');
  const given: string[] = [];

  function phone(): string {
    const kind = below(100);
    if (kind === 0) return pick(BAD);
    if (kind <= 2) return pick(given);
    if (kind <= 4) return `+995 5${digits(2)} ${digits(2)} ${digits(2)} ${digits(2)}`;
    const spell = SPELLINGS[below(SPELLINGS.length)];
    const number = spell?.(pick(OPERATORS), digits(7)) ?? '';
    if (given.length < 100_000) given.push(number);
    return number;
  }

  function line(): string {
    const name = `${pick(FIRST_NAMES)} ${pick(LAST_NAMES)} ${below(10_000)}`;
    const debt = `${below(9000) + 1} 000`;
    const birthday = `${below(18) + 10}.0${below(9) + 1}.19${digits(2)}`;
    const cells = [phone(), below(20) === 0 ? `"${name}, ""VIP"""` : name, pick(CITIES), debt, birthday];
    return cells.join(',');
  }

  const opened = openSync(file, 'w');
  writeSync(opened, "Telefon,Ism,Shahar,Qarz,Tug'ilgan kun\n");
  for (let written = 0; written < rows; written += WRITTEN_AT_ONCE) {
    const lines = Array.from({ length: Math.min(WRITTEN_AT_ONCE, rows - written) }, line);
    writeSync(opened, `${lines.join('\n')}\n`);
  }
  closeSync(opened);
}
