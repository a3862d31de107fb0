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

/** One line a command; the commands of a group, by their first word, share the line that `groups` has for it. */
export function overview(
  commands: readonly Command[],
  groups: Readonly<Record<string, string>> = {},
): string {
  const rows = new Map<string, string[]>();
  for (const { name, summary } of commands) {
    const [first = ''] = name.split(' ');
    const group = groups[first];
    if (group === undefined) rows.set(name, [`  ${name}`, summary]);
    else rows.set(first, [`  ${first} …`, group]);
  }
  return [
    'Usage: kaptar COMMAND …\n',
    ...table([...rows.values(), ...common]),
    '\nkaptar COMMAND --help tells all about one command. A secret is read from the environment:',
    'KAPTAR_SECRET_<ACCOUNT NAME> or KAPTAR_SECRET. Exit codes: 0 done, 1 failed, 2 wrong usage,',
    '3 done but with messages failed, unknown or skipped.',
  ].join('\n');
}

const common = [
  ['  --data-dir DIR', "The folder with the books; if not given, the app's own (KAPTAR_DATA_DIR moves it)."],
  ['  --json', 'One JSON object a line on stdout.'],
  ['  --help, --version', ''],
];

function writtenAs(key: string, { kind, placeholder }: Parameter<unknown>): string {
  if (kind === 'operand') return placeholder;
  return kind === 'flag' ? `--${key}` : `--${key} ${placeholder}`;
}
