import { describe, expect, it } from 'vitest';
import {
  flag,
  glance,
  operand,
  optional,
  parse,
  repeated,
  required,
  UsageError,
} from '../../src/main/cli/arguments.ts';
import {
  assignment,
  campaignId,
  countryCode,
  decimal,
  integer,
  moment,
  namedColumns,
  oneOf,
  phoneNumber,
  portNumber,
  route,
  text,
} from '../../src/main/cli/values.ts';

const parameters = {
  id: operand('ID', '', campaignId),
  name: required('N', '', text),
  wait: optional('accepted|final', '', oneOf(['accepted', 'final'])),
  set: repeated('key=value', '', assignment),
  hold: flag(''),
};
const read = (...args: string[]) => parse(['campaign', 'start', ...args], 2, parameters);

describe('parse', () => {
  it('reads operands and options in any order', () => {
    const expected = { id: 7, name: 'shop', wait: 'final', set: [['rate', '20']], hold: false };
    expect(read('7', '--name', 'shop', '--wait', 'final', '--set', 'rate=20').values).toEqual(expected);
    expect(read('--wait=final', '--set=rate=20', '--name=shop', '7').values).toEqual(expected);
  });

  it('reads the common options', () => {
    expect(read('7', '--name', 'shop', '--json', '--data-dir', '/books').dataDir).toBe('/books');
    expect(read('7', '--name', 'shop').dataDir).toBeUndefined();
  });

  it('reads a flag wherever it stands, and takes no value for it', () => {
    expect(read('--hold', '7', '--name', 'shop').values.hold).toBe(true);
    expect(read('7', '--name', 'shop', '--hold').values).toMatchObject({ id: 7, hold: true });
    expect(() => read('7', '--name', 'shop', '--hold=yes')).toThrow(
      "Option '--hold' does not take an argument",
    );
  });

  it('takes a value that begins with a dash after an equals sign', () => {
    expect(read('7', '--name=-10 % today').values.name).toBe('-10 % today');
    expect(() => read('7', '--name', '-10 % today')).toThrow('--name=-XYZ');
  });

  it.each<[string, string[], string]>([
    ['a missing operand', ['--name', 'shop'], 'ID is missing.'],
    ['a missing option', ['7'], '--name is missing.'],
    ['an unknown option', ['7', '--name', 'shop', '--speed', '9'], "Unknown option '--speed'."],
    ['a word too many', ['7', '8', '--name', 'shop'], '"8" is one word too many.'],
    ['an option given twice', ['7', '--name', 'a', '--name', 'b'], '--name is given twice.'],
    ['an option without its value', ['7', '--name'], "Option '--name <value>' argument missing"],
    ['a value for a switch', ['7', '--name', 'a', '--json=yes'], "Option '--json' does not take an argument"],
    ['an empty data folder', ['7', '--name', 'a', '--data-dir', ''], '--data-dir is empty.'],
    ['a bad number', ['7a', '--name', 'a'], 'ID must be a number, not "7a".'],
    ['an unknown word', ['7', '--name', 'a', '--wait', 'forever'], '--wait must be one of accepted, final'],
  ])('refuses %s', (_what, args, message) => {
    expect(() => read(...args)).toThrow(UsageError);
    expect(() => read(...args)).toThrow(message);
  });
});

describe('glance', () => {
  it('finds the command behind common options', () => {
    const seen = glance(['--data-dir', '/books', '--json', 'account', 'list'], []);
    expect(seen).toEqual({ words: ['account', 'list'], json: true, help: false, version: false });
  });

  it('does not take values for words, nor complain', () => {
    expect(glance(['--name', 'import', 'send', '--nonsense'], ['name']).words).toEqual(['send']);
  });
});

describe('values', () => {
  it('reads moments with a zone', () => {
    expect(moment('2030-01-31T09:00+05:00', '--at')).toBe(Date.UTC(2030, 0, 31, 4));
    expect(moment('2030-01-31T04:00:00.500Z', '--at')).toBe(Date.UTC(2030, 0, 31, 4, 0, 0, 500));
  });

  it('takes a moment without a zone as the time of this computer', () => {
    expect(moment('2030-01-31T09:00', '--at')).toBe(new Date(2030, 0, 31, 9).getTime());
  });

  it.each(['tomorrow', '2030-01-31', '2030-02-30T09:00Z', '2030-01-31T25:00Z', '31.01.2030 09:00', ''])(
    'refuses the moment "%s"',
    (given) => expect(() => moment(given, '--at')).toThrow('--at must be a date and time'),
  );

  it('splits columns only where a part is named', () => {
    expect(namedColumns('phone=Telefon,name=Ism', '--map')).toEqual({ phone: 'Telefon', name: 'Ism' });
    expect(namedColumns('name=Surname, name as in passport, phone = Tel', '--map')).toEqual({
      name: 'Surname, name as in passport',
      phone: 'Tel',
    });
  });

  it.each(['Telefon', 'phone=', 'tel=Telefon', 'phone=A,phone=B'])('refuses the columns "%s"', (given) =>
    expect(() => namedColumns(given, '--map')).toThrow('--map must look like'),
  );

  it('splits an assignment at its first sign and keeps a wrong one to itself', () => {
    expect(assignment('from=a=b', '--set')).toEqual(['from', 'a=b']);
    expect(() => assignment('s3cr3t', '--set')).toThrow(/^--set must look like key=value\.$/);
  });

  it('reads numbers within bounds', () => {
    expect(integer(4, 8)('8', '--code-length')).toBe(8);
    for (const given of ['3', '9', '4.5', '-4', '4e0', '', ' 5'])
      expect(() => integer(4, 8)(given, '--code-length')).toThrow('--code-length must be a whole number');
    expect(decimal(1, 60)('2.5', '--valid-minutes')).toBe(2.5);
    for (const given of ['0.9', '60.1', 'five', '1e1', '.5', '2.'])
      expect(() => decimal(1, 60)(given, '--valid-minutes')).toThrow('--valid-minutes must be a number');
  });

  it('reads phone numbers with their country, however they are spaced', () => {
    expect(phoneNumber('+998 (90) 123-45-67', '--phone')).toBe('+998901234567');
    for (const given of ['901234567', '998901234567', '+99890', 'Ali', ''])
      expect(() => phoneNumber(given, '--phone')).toThrow(UsageError);
  });

  it('reads routes', () => {
    expect(route('+998=my shop=2', '--route')).toEqual({ prefix: '+998', account: 'my shop=2' });
    for (const given of ['998=a', '+998', '+998=', '+998= ', '+0=a', '+99812345=a'])
      expect(() => route(given, '--route')).toThrow('--route must look like +998=ACCOUNT');
  });

  it('reads ports and countries', () => {
    expect(portNumber('0', '--port')).toBe(0);
    expect(() => portNumber('65536', '--port')).toThrow(UsageError);
    expect(countryCode('uz', '--country')).toBe('UZ');
    expect(() => countryCode('UZB', '--country')).toThrow(UsageError);
  });
});
