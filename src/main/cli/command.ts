import type { Readable } from 'node:stream';
import { type ParameterSet, parse, type Values } from './arguments.ts';
import type { Output } from './output.ts';

/** What a command has besides its own arguments. */
export interface Context {
  readonly output: Output;
  readonly env: NodeJS.ProcessEnv;
  /** Where secrets are read that the environment does not hold. */
  readonly stdin: Readable & { readonly isTTY?: boolean };
  /** As given with `--data-dir`. */
  readonly dataDir: string | undefined;
}

/** One entry of the command line. */
export interface Command {
  /** One or two words. */
  readonly name: string;
  readonly summary: string;
  readonly parameters: ParameterSet;
  /** Answers the exit code. Throws `UsageError` before anything is done. */
  run(args: readonly string[], context: Omit<Context, 'dataDir'>): Promise<number>;
}

/** Binds a command's parameters to the function that gets their values. */
export function command<P extends ParameterSet>(
  definition: { name: string; summary: string; parameters: P },
  perform: (values: Values<P>, context: Context) => Promise<number>,
): Command {
  const nameLength = definition.name.split(' ').length;
  return {
    ...definition,
    run: (args, context) => {
      const { values, dataDir } = parse(args, nameLength, definition.parameters);
      return perform(values, { ...context, dataDir });
    },
  };
}
