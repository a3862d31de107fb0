import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/main/cli/arguments.ts';
import { commands } from '../../src/main/cli/commands.ts';
import { commandHelp, overview, usage } from '../../src/main/cli/help.ts';
import type { Output } from '../../src/main/cli/output.ts';

const unused = () => {
  throw new Error('Wrong usage must be noticed before anything is done.');
};
const output: Output = {
  json: true,
  closed: false,
  print: unused,
  fail: unused,
  note: unused,
  progress: unused,
};

const add = ['account', 'add', '--name', 'shop', '--provider'];
const create = ['campaign', 'create', '--name', 'n', '--account', 'a', '--list', 'l', '--template', 't'];

describe('a command', () => {
  it.each<[string[], string]>([
    [['account', 'list', 'shop'], 'one word too many'],
    [['account', 'add', '--name', 'shop'], '--provider is missing.'],
    [[...add, 'twilio'], '--provider must be one of devsms, ubill, mobsms'],
    [[...add, 'devsms', '--set', 'rate'], '--set must look like key=value.'],
    [[...add, 'devsms', '--set', 'rate=fast'], 'The setting "rate": '],
    [[...add, 'devsms', '--set', 'rate=1', '--set', 'rate=2'], 'The setting "rate" is given twice.'],
    [[...add, 'devsms', '--set', 'brandID=7'], 'devsms has no setting "brandID"; it has baseUrl, from, '],
    [[...add, 'devsms', '--base-url', 'http://devsms.uz'], 'The setting "baseUrl": Use an https address'],
    [[...add, 'ubill'], '--set brandID=… is missing.'],
    [['campaign', 'status', 'first'], 'ID must be a number'],
    [['campaign', 'start', '1', '--wait', 'forever'], '--wait must be one of accepted, final'],
    [['campaign', 'messages', '1', '--state', 'lost'], '--state must be one of queued, '],
    [[...create, '--at', 'tomorrow'], '--at must be a date and time'],
    [[...create, '--at', '2001-01-01T09:00Z'], 'is over.'],
    [['import', 'a.csv'], '--list is missing.'],
    [['import', 'a.csv', '--list', 'L', '--map', 'Telefon'], '--map must look like'],
    [['import', 'a.csv', '--list', 'L', '--encoding', 'utf-7'], '--encoding must be one of utf-8, '],
    [['sandbox', '--port', '70000'], '--port must be a port'],
  ])('%j is refused: %s', async (args, message) => {
    const command = commands.find(({ name }) => args.join(' ').startsWith(name));
    const run = async () => command?.run(args, { output, env: {} });
    await expect(run).rejects.toThrow(UsageError);
    await expect(run).rejects.toThrow(message);
  });
});

describe('help', () => {
  it('writes required, optional and repeated arguments as they are typed', () => {
    const lines = commands.map(usage);
    expect(lines).toContain('kaptar campaign start ID [--wait accepted|final]');
    expect(lines).toContain(
      'kaptar account add --provider devsms|ubill|mobsms --name N [--base-url URL] [--set key=value]…',
    );
  });

  it('knows every command and every option', () => {
    for (const command of commands) {
      expect(overview(commands)).toContain(`  ${command.name} `);
      for (const option of Object.keys(command.parameters).filter((key) =>
        usage(command).includes(`--${key}`),
      ))
        expect(commandHelp(command)).toContain(`  --${option} `);
    }
  });
});
