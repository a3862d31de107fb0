import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/main/cli/arguments.ts';
import { commands, groups } from '../../src/main/cli/commands.ts';
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
const otp = ['otp', 'send', '--account', 'a', '--phone', '+998901234567'];

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
    [['account', 'set', 'shop'], 'Say what to change.'],
    [['campaign', 'status', 'first'], 'ID must be a number'],
    [['campaign', 'start', '1', '--wait', 'forever'], '--wait must be one of accepted, final'],
    [['campaign', 'messages', '1', '--state', 'lost'], '--state must be one of queued, '],
    [[...create, '--at', 'tomorrow'], '--at must be a date and time'],
    [[...create, '--at', '2001-01-01T09:00Z'], 'is over.'],
    [[...create, '--provider-holds'], '--provider-holds needs --at.'],
    [[...create, '--route', '998=a'], '--route must look like +998=ACCOUNT'],
    [['campaign', 'decide', '1'], 'Say one of --treat-as-sent and --send-again.'],
    [['campaign', 'decide', '1', '--treat-as-sent', '--send-again'], 'Say one of'],
    [['otp', 'send', '--account', 'a', '--phone', '901234567'], '--phone must be a number such as +998'],
    [otp, '--text is missing, or --service-name.'],
    [[...otp, '--text', 'Code: <code>', '--template-type', '1'], 'exclude each other'],
    [[...otp, '--text', 'Code: 1234'], 'The text needs <code> where the code goes.'],
    [[...otp, '--service-name', 'Shop'], '--template-type is missing.'],
    [[...otp, '--template-type', '1'], '--service-name is missing.'],
    [[...otp, '--service-name', 'Shop!', '--template-type', '1'], 'A service name has 2 to 50 letters'],
    [[...otp, '--service-name', 'Shop', '--template-type', '5'], '--template-type must be one of 1, 2, 3, 4'],
    [[...otp, '--text', '<code>', '--code-length', '9'], '--code-length must be a whole number from 4 to 8'],
    [[...otp, '--text', '<code>', '--valid-minutes', '0'], '--valid-minutes must be a number from 1 to 60'],
    [[...otp, '--text', '<code>', '--code', '-'], '--code needs --wait'],
    [
      [...otp, '--text', '<code>', '--code', '-', '--wait', 'final', '--code-length', '4'],
      '--code-length is that of a code that Kaptar makes.',
    ],
    [['callbacks', 'set'], 'Say what to change.'],
    [['callbacks', 'set', '--enable', '--disable'], 'exclude each other'],
    [['callbacks', 'set', '--public-url', 'sms.example'], 'Use an address that begins with https://'],
    [['devsms', 'history', 'a', '--limit', '201'], '--limit must be a whole number from 1 to 200'],
    [['ubill', 'brand-create', 'a', 'x'], 'NAME: A brand has 2 to 11 characters.'],
    [['sandbox', '--fault', 'devsms=cut'], '--fault must look like devsms=cut-after'],
    [['sandbox', '--fault', 'twilio=cut-after'], '--fault must look like'],
    [['sandbox', '--fault', 'ubill=autx0'], 'The faults are auth, forbidden, '],
    [['import', 'a.csv'], '--list is missing.'],
    [['import', 'a.csv', '--list', 'L', '--map', 'Telefon'], '--map must look like'],
    [['import', 'a.csv', '--list', 'L', '--encoding', 'utf-7'], '--encoding must be one of utf-8, '],
    [['sandbox', '--port', '70000'], '--port must be a port'],
  ])('%j is refused: %s', async (args, message) => {
    const command = commands.find(({ name }) => args.join(' ').startsWith(name));
    const run = async () => command?.run(args, { output, env: {}, stdin: Readable.from([]) });
    await expect(run).rejects.toThrow(UsageError);
    await expect(run).rejects.toThrow(message);
  });
});

it('never repeats a code that was given as an argument', async () => {
  const send = commands.find(({ name }) => name === 'otp send');
  const args = [...otp, '--text', '<code>', '--code', '482913'];
  const run = async () => send?.run(args, { output, env: {}, stdin: Readable.from([]) });
  await expect(run).rejects.toThrow(UsageError);
  await expect(run).rejects.toThrow('--code takes only -');
  await expect(run).rejects.not.toThrow('482913');
});

describe('help', () => {
  it('gives the commands of one provider a line together', () => {
    const all = overview(commands, groups);
    expect(all).toContain('  mobsms …');
    expect(all).not.toContain('mobsms keys');
    expect(all.split('\n').length).toBeLessThan(55);
  });

  it('writes required, optional and repeated arguments as they are typed', () => {
    const lines = commands.map(usage);
    expect(lines).toContain('kaptar campaign start ID [--wait accepted|final]');
    expect(lines).toContain('kaptar campaign decide ID [--treat-as-sent] [--send-again]');
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
