import { parsePhone } from '../../shared/phone.ts';
import { type Reader, UsageError } from './arguments.ts';

/** Any text but an empty one. */
export const text: Reader<string> = (given, label) => {
  if (given.trim() === '') throw new UsageError(`${label} is empty.`);
  return given;
};

/** The number that Kaptar gave a campaign. */
export const campaignId: Reader<number> = (given, label) => {
  if (!/^[1-9]\d{0,14}$/.test(given)) throw new UsageError(`${label} must be a number, not "${given}".`);
  return Number(given);
};

/** A TCP port; 0 lets the system choose. */
export const portNumber: Reader<number> = (given, label) => {
  if (!/^\d{1,5}$/.test(given) || Number(given) > 65_535)
    throw new UsageError(`${label} must be a port from 0 to 65535, not "${given}".`);
  return Number(given);
};

/** One of a few words. */
export function oneOf<T extends string>(choices: readonly T[]): Reader<T> {
  return (given, label) => {
    const choice = choices.find((each) => each === given);
    if (choice === undefined)
      throw new UsageError(`${label} must be one of ${choices.join(', ')}; not "${given}".`);
    return choice;
  };
}

/** ISO 3166-1 alpha-2. */
export const countryCode: Reader<string> = (given, label) => {
  if (!/^[a-z]{2}$/i.test(given))
    throw new UsageError(`${label} must be a country's two letters, such as UZ; not "${given}".`);
  return given.toUpperCase();
};

const MOMENT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?$/;

/**
 * An ISO-8601 date and time as wall clock ms; without a zone it is the computer's own time. A date alone
 * is refused: it would mean midnight in London.
 */
export const moment: Reader<number> = (given, label) => {
  const match = MOMENT.exec(given);
  const date = match?.[1] ?? '';
  const at = Date.parse(given);
  // Date.parse takes 30 February for 2 March.
  if (!match || Number.isNaN(at) || !new Date(`${date}T00:00Z`).toISOString().startsWith(date))
    throw new UsageError(`${label} must be a date and time such as 2030-01-31T09:00+05:00; not "${given}".`);
  return at;
};

/** `key=value`. */
export const assignment: Reader<readonly [key: string, value: string]> = (given, label) => {
  const sign = given.indexOf('=');
  // What was given is not repeated: it may be a secret that landed in the wrong place.
  if (sign < 1) throw new UsageError(`${label} must look like key=value.`);
  return [given.slice(0, sign).trim(), given.slice(sign + 1)];
};

/** The columns of a file by what they hold. */
export interface NamedColumns {
  readonly phone?: string;
  readonly name?: string;
}

/** `phone=Telefon,name=Ism`. A comma inside of a column's name is no border. */
export const namedColumns: Reader<NamedColumns> = (given, label) => {
  const columns: { phone?: string; name?: string } = {};
  for (const part of given.split(/,(?=\s*(?:phone|name)\s*=)/)) {
    const [, key, column] = /^\s*(phone|name)\s*=\s*(.*\S)\s*$/s.exec(part) ?? [];
    if ((key !== 'phone' && key !== 'name') || column === undefined || columns[key] !== undefined)
      throw new UsageError(`${label} must look like phone=Telefon,name=Ism; not "${given}".`);
    columns[key] = column;
  }
  return columns;
};

/** A whole number within bounds. */
export function integer(min: number, max: number): Reader<number> {
  return (given, label) => {
    const value = /^\d{1,15}$/.test(given) ? Number(given) : Number.NaN;
    if (!(value >= min && value <= max))
      throw new UsageError(`${label} must be a whole number from ${min} to ${max}, not "${given}".`);
    return value;
  };
}

/** A number with its country, however it is spaced; as E.164. */
export const phoneNumber: Reader<string> = (given, label) => {
  // The country decides nothing here: a number without a plus is refused.
  const parsed = given.trim().startsWith('+') ? parsePhone(given, 'UZ') : undefined;
  if (!parsed?.ok) throw new UsageError(`${label} must be a number such as +998901234567, not "${given}".`);
  return parsed.phone;
};

/** `+998=A`: numbers that begin so go through that account. */
export const route: Reader<{ readonly prefix: string; readonly account: string }> = (given, label) => {
  const [, prefix, account] = /^(\+[1-9]\d{0,6})=(.*\S.*)$/s.exec(given) ?? [];
  if (prefix === undefined || account === undefined)
    throw new UsageError(`${label} must look like +998=ACCOUNT, not "${given}".`);
  return { prefix, account };
};

/** A number within bounds, perhaps with decimals. */
export function decimal(min: number, max: number): Reader<number> {
  return (given, label) => {
    const value = /^\d{1,15}(?:\.\d{1,9})?$/.test(given) ? Number(given) : Number.NaN;
    if (!(value >= min && value <= max))
      throw new UsageError(`${label} must be a number from ${min} to ${max}, not "${given}".`);
    return value;
  };
}
