import { AppError } from '../../shared/errors.ts';
import { type Glance, glance, UsageError, valuedOptions } from './arguments.ts';
import type { Command } from './command.ts';
import { commands, groups } from './commands.ts';
import { Interrupted } from './engine.ts';
import { exitCode } from './exit-code.ts';
import { commandHelp, overview, usage } from './help.ts';
import { createOutput, type Output } from './output.ts';
import { readVersion } from './version.ts';

const startsWith = (words: readonly string[], start: readonly string[]) =>
  start.every((word, index) => words[index] === word);

/** The command whose name stands before all other words. */
function findCommand(words: readonly string[]): Command | undefined {
  return commands.find(({ name }) => startsWith(words, name.split(' ')));
}

async function run(args: readonly string[], seen: Glance, output: Output): Promise<number> {
  const command = findCommand(seen.words);
  try {
    if (seen.version) await output.print({ version: readVersion() }, readVersion());
    else if (seen.help) await printHelp(seen.words, output);
    else if (command) return await command.run(args, { output, env: process.env, stdin: process.stdin });
    else if (seen.words.length === 0) throw new UsageError('The command is missing.');
    else throw new UsageError(`There is no command "${seen.words.join(' ')}".`);
    return exitCode.done;
  } catch (error) {
    return fail(error, command, seen.words, output);
  }
}

async function printHelp(words: readonly string[], output: Output): Promise<void> {
  const command = findCommand(words);
  const help = command ? commandHelp(command) : helpOn(words);
  await output.print({ help }, help);
}

/** The commands that begin with the same word; all of them, the providers' own in short, where there are none. */
function helpOn(words: readonly string[]): string {
  const group = commands.filter(({ name }) => startsWith(name.split(' '), words.slice(0, 1)));
  return words.length > 0 && group.length > 0 ? overview(group) : overview(commands, groups);
}

/** Tells what went wrong and answers the exit code. */
async function fail(
  error: unknown,
  command: Command | undefined,
  given: readonly string[],
  output: Output,
): Promise<number> {
  const data = describe(error);
  await output.fail(data);
  if (error instanceof Interrupted) return error.exitCode;
  if (!(error instanceof UsageError)) return exitCode.failed;
  output.note(command ? `Usage: ${usage(command)}` : helpOn(given));
  return exitCode.usage;
}

function describe(error: unknown): { code: string; message: string } {
  if (error instanceof AppError) return error.toData();
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UsageError) return { code: 'usage', message };
  return { code: error instanceof Interrupted ? 'interrupted' : 'internal', message };
}

const words = process.argv.slice(2);
const seen = glance(
  words,
  commands.flatMap(({ parameters }) => valuedOptions(parameters)),
);
// Everything has been written and closed by then; a socket that was forgotten must not keep the shell waiting.
process.exit(await run(words, seen, createOutput(process.stdout, process.stderr, seen.json)));
