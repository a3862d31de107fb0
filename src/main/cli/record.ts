import { Money, toUnits } from '../../shared/money.ts';
import { oneLine, type Output, table } from './output.ts';
import { localTime, moneyWords } from './status.ts';

/** Tells a value on stdout. */
export type Printer<T> = (output: Output, value: T) => Promise<void>;

/** The contract's names for moments: wall clock ms. */
const MOMENT_NAME = /(?:^(?:at|until)|At|Until)$/;

/**
 * A value of the contract as the command line writes JSON: amounts as `{"amount","currency"}`, moments as
 * ISO 8601 in UTC, all else as it is.
 */
export function plain(value: unknown, name = ''): unknown {
  if (isMoment(value, name)) return new Date(value).toISOString();
  if (Array.isArray(value)) return value.map((each) => plain(each));
  if (typeof value !== 'object' || value === null) return value;
  const money = Money.safeParse(value);
  if (money.success) return { amount: toUnits(money.data), currency: money.data.currency };
  return plainRecord(value);
}

/** One thing: an object as JSON, for people its fields one a line. */
export const record: Printer<object> = (output, value) =>
  output.print(plainRecord(value), table(fields(value)).join('\n'));

/** Many things: each a line, under these of their fields for people. */
export function rows<T extends object>(...columns: readonly (keyof T & string)[]): Printer<readonly T[]> {
  return async (output, values) => {
    const [heading = '', ...lines] = table([
      columns,
      ...values.map((value) => columns.map((column) => cell(value[column], column))),
    ]);
    if (values.length === 0) output.note('There is nothing to show.');
    for (const [index, value] of values.entries()) {
      const line = lines[index] ?? '';
      await output.print(plainRecord(value), index === 0 ? `${heading}\n${line}` : line);
    }
  };
}

/** What has been done, where the provider answers no more than that. */
export function done(words: string): Printer<unknown> {
  return (output) => output.print({ done: true }, words);
}

function plainRecord(value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each, name)]));
}

/** `usage.todaySms` and its value: the leaves of an object. */
function fields(value: object, path = ''): string[][] {
  return Object.entries(value).flatMap(([name, each]: [string, unknown]) => {
    const place = path === '' ? name : `${path}.${name}`;
    const isLeaf = typeof each !== 'object' || each === null || Money.safeParse(each).success || isList(each);
    return isLeaf ? [[place, cell(each, name)]] : fields(each, place);
  });
}

function isList(value: object): value is readonly unknown[] {
  return Array.isArray(value) && value.every((each) => typeof each !== 'object');
}

function cell(value: unknown, name: string): string {
  if (value === null || value === undefined || value === '') return '-';
  if (isMoment(value, name)) return localTime(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const money = Money.safeParse(value);
  if (money.success) return moneyWords(money.data);
  if (Array.isArray(value)) return value.map((each) => cell(each, name)).join(', ') || '-';
  return oneLine(typeof value === 'string' ? value : JSON.stringify(plain(value)));
}

function isMoment(value: unknown, name: string): value is number {
  return typeof value === 'number' && MOMENT_NAME.test(name) && !Number.isNaN(new Date(value).getTime());
}
