import type { Parameter } from './arguments.ts';
import type { Command } from './command.ts';
import { table } from './output.ts';

/** `kaptar campaign start ID [--wait accepted|final]` */
export function usage({ name, parameters }: Command): string {
  const written = Object.entries(parameters).map(([key, parameter]) => {
    const words = writtenAs(key, parameter);
    if (parameter.repeatable) return `[${words}]…`;
    return parameter.required ? words : `[${words}]`;
  });
  return ['kaptar', name, ...written].join(' ');
}

/** All about one command. */
export function commandHelp(command: Command): string {
  const rows = Object.entries(command.parameters).map(([key, parameter]) => [
    `  ${writtenAs(key, parameter)}`,
    parameter.summary,
  ]);
  return `Usage: ${usage(command)}\n\n${command.summary}\n\n${table([...rows, ...common]).join('\n')}`;
}

/** One line a command. */
export function overview(commands: readonly Command[]): string {
  const rows = commands.map((each) => [`  ${each.name}`, each.summary]);
  return [
    'Usage: kaptar COMMAND …\n',
    ...table([...rows, ...common]),
    '\nkaptar COMMAND --help tells all about one command. A secret is read from the environment:',
    'KAPTAR_SECRET_<ACCOUNT NAME> or KAPTAR_SECRET. Exit codes: 0 done, 1 failed, 2 wrong usage,',
    '3 done but with messages failed, unknown or skipped.',
  ].join('\n');
}

const common = [
  ['  --data-dir DIR', "The folder with the books; the app's own if not given."],
  ['  --json', 'One JSON object a line on stdout.'],
  ['  --help, --version', ''],
];

function writtenAs(key: string, { kind, placeholder }: Parameter<unknown>): string {
  return kind === 'operand' ? placeholder : `--${key} ${placeholder}`;
}
