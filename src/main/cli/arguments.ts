import { parseArgs, type ParseArgsOptionDescriptor } from 'node:util';

/** The command was written wrongly: exit code 2, with the command's usage line. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** Turns the text of one argument into its value, or throws a `UsageError` that begins with `label`. */
export type Reader<T> = (text: string, label: string) => T;

/** One argument of a command: how it is written and what its texts mean. */
export interface Parameter<T> {
  /** `--name VALUE`, `--name` alone, or a plain word after the command. */
  readonly kind: 'option' | 'flag' | 'operand';
  /** Stands for the value in usage lines; a flag has none. */
  readonly placeholder: string;
  readonly summary: string;
  readonly required: boolean;
  readonly repeatable: boolean;
  /** From all that was given for it, in order; `label` names it in complaints. */
  read(texts: readonly string[], label: string): T;
}

export type ParameterSet = Readonly<Record<string, Parameter<unknown>>>;

/** The values of a command's parameters, by name. */
export type Values<P extends ParameterSet> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

/** A word that must follow the command. */
export function operand<T>(placeholder: string, summary: string, reader: Reader<T>): Parameter<T> {
  return { ...required(placeholder, summary, reader), kind: 'operand' };
}

/** An option that must be given, once. */
export function required<T>(placeholder: string, summary: string, reader: Reader<T>): Parameter<T> {
  const read = (texts: readonly string[], label: string): T => {
    const text = only(texts, label);
    if (text === undefined) throw new UsageError(`${label} is missing.`);
    return reader(text, label);
  };
  return { kind: 'option', placeholder, summary, required: true, repeatable: false, read };
}

/** An option that may be given, once. */
export function optional<T>(
  placeholder: string,
  summary: string,
  reader: Reader<T>,
): Parameter<T | undefined> {
  const read = (texts: readonly string[], label: string): T | undefined => {
    const text = only(texts, label);
    return text === undefined ? undefined : reader(text, label);
  };
  return { kind: 'option', placeholder, summary, required: false, repeatable: false, read };
}

/** An option that may be given any number of times. */
export function repeated<T>(placeholder: string, summary: string, reader: Reader<T>): Parameter<T[]> {
  const read = (texts: readonly string[], label: string): T[] => texts.map((text) => reader(text, label));
  return { kind: 'option', placeholder, summary, required: false, repeatable: true, read };
}

/** An option without a value: said or not. */
export function flag(summary: string): Parameter<boolean> {
  const read = (texts: readonly string[]): boolean => texts.length > 0;
  return { kind: 'flag', placeholder: '', summary, required: false, repeatable: false, read };
}

function only(texts: readonly string[], label: string): string | undefined {
  // The last one of two would win without a word, and one of the two was a mistake.
  if (texts.length > 1) throw new UsageError(`${label} is given twice.`);
  return texts[0];
}

/** The options that every command knows. */
const commonOptions = {
  'data-dir': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

export interface Glance {
  /** The words that are no option: they begin with the command's name. */
  readonly words: readonly string[];
  readonly json: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

/**
 * A first look that complains about nothing: which command is meant, and how errors are to be told.
 * `valued` names the options of all commands, so that their values are not taken for words.
 */
export function glance(args: readonly string[], valued: readonly string[]): Glance {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { ...stringOptions(valued), ...commonOptions },
    strict: false,
    allowPositionals: true,
  });
  const given = (name: keyof typeof commonOptions) => values[name] !== undefined;
  return { words: positionals, json: given('json'), help: given('help'), version: given('version') };
}

export interface Given<P extends ParameterSet> {
  readonly values: Values<P>;
  readonly dataDir: string | undefined;
}

/** Reads the arguments of the command whose name is `nameLength` words long; throws `UsageError`. */
export function parse<P extends ParameterSet>(
  args: readonly string[],
  nameLength: number,
  parameters: P,
): Given<P> {
  const entries = Object.entries(parameters);
  const { texts, positionals } = parseStrictly(args, parameters);
  const words = positionals.slice(nameLength);

  const read: Record<string, unknown> = {};
  for (const [name, parameter] of entries) {
    if (parameter.kind === 'operand') {
      const word = words.shift();
      read[name] = parameter.read(word === undefined ? [] : [word], parameter.placeholder);
    } else {
      read[name] = parameter.read(texts[name] ?? [], `--${name}`);
    }
  }
  if (words[0] !== undefined) throw new UsageError(`"${words[0]}" is one word too many.`);
  const dataDir = texts['data-dir']?.[0];
  // An unset variable in a script: it would mean the folder that the script happens to run in.
  if (dataDir?.trim() === '') throw new UsageError('--data-dir is empty.');
  return { values: read as Values<P>, dataDir };
}

/** The names of the options that take a value. */
export function valuedOptions(parameters: ParameterSet): string[] {
  return namesOf(parameters, 'option');
}

function namesOf(parameters: ParameterSet, kind: Parameter<unknown>['kind']): string[] {
  return Object.entries(parameters).flatMap(([name, parameter]) => (parameter.kind === kind ? [name] : []));
}

/** The texts that were given for each option; a flag has one for each time that it was said. */
function parseStrictly(args: readonly string[], parameters: ParameterSet) {
  const flags = namesOf(parameters, 'flag').map(
    (name) => [name, { type: 'boolean', multiple: true }] as const,
  );
  const options: Record<string, ParseArgsOptionDescriptor> = {
    ...stringOptions(namesOf(parameters, 'option')),
    ...Object.fromEntries(flags),
    ...commonOptions,
  };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const texts: Record<string, string[]> = {};
    for (const [name, given = []] of Object.entries(values)) texts[name] = [given].flat().map(String);
    return { texts, positionals };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node adds how to pass a word that begins with a dash: no help to one who misspelt an option.
    throw new UsageError(error.message.replace(/ To specify a positional argument .*$/s, ''));
  }
}

function stringOptions(names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, { type: 'string', multiple: true } as const]));
}
