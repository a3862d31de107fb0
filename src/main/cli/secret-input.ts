import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { AppError } from '../../shared/errors.ts';
import { type Reader, UsageError } from './arguments.ts';
import type { Context } from './command.ts';

/** The mark for "read it from stdin". The thing itself would be seen by every program of this computer. */
export const fromStdin: Reader<'-'> = (given, label) => {
  // What was given is not repeated: it is the secret.
  if (given !== '-')
    throw new UsageError(`${label} takes only -, which reads it from stdin: arguments can be seen.`);
  return '-';
};

/** The first line of stdin; a terminal asks for `what` and shows nothing of the answer. Throws for an empty one. */
export async function readSecret({ stdin, output }: Context, what: string): Promise<string> {
  const isTerminal = stdin.isTTY === true;
  if (isTerminal) output.note(`${what}:`);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: nowhere, terminal: isTerminal });
  try {
    for await (const line of lines) {
      if (line !== '') return line;
      break;
    }
  } finally {
    lines.close();
  }
  throw new AppError('invalid-input', `${what} was not given: write it to stdin.`, { reason: 'no-secret' });
}
