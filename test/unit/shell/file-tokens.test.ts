import { expect, it } from 'vitest';
import { allEngineCalls } from '../../../src/shared/contract.ts';
import { createFileTokens } from '../../../src/main/shell/file-tokens.ts';

it('puts the path in the place of its token, and leaves what names no file alone', () => {
  const tokens = createFileTokens();
  const file = tokens.give('/home/ann/people.csv', 'read');
  const rejects = tokens.give('/home/ann/rejected.csv', 'write');
  expect(tokens.resolve('import.run', { file, rejects, list: file })).toEqual({
    file: '/home/ann/people.csv',
    rejects: '/home/ann/rejected.csv',
    list: file,
  });
  expect(tokens.resolve('import.run', { file, rejects: null })).toEqual({
    file: '/home/ann/people.csv',
    rejects: null,
  });
  expect(tokens.resolve('lists.create', { name: file })).toEqual({ name: file });
});

it('takes no path, and no file for another use than the one it was chosen for', () => {
  const tokens = createFileTokens();
  const dropped = tokens.give('/home/ann/people.csv', 'read');
  const saved = tokens.give('/home/ann/report.csv', 'write');
  const refused = { code: 'invalid-input', details: { reason: 'unknown-file' } };
  const attempts: [string, Record<string, string>][] = [
    ['import.inspect', { file: '/etc/passwd' }],
    ['import.inspect', { file: saved }],
    ['contacts.export', { file: dropped }],
    ['reports.export', { file: dropped }],
    ['import.check', { file: dropped, rejects: dropped }],
  ];
  for (const [call, input] of attempts) {
    expect(() => tokens.resolve(call, input)).toThrow(expect.objectContaining(refused));
  }
});

it('knows every call that names a file', () => {
  const tokens = createFileTokens();
  const named = Object.entries(allEngineCalls).filter(([, { input }]) =>
    ['file', 'rejects'].some((name) => 'shape' in input && name in input.shape),
  );
  expect(named.length).toBeGreaterThan(3);
  for (const [call] of named) expect(() => tokens.resolve(call, { file: '/etc/passwd' })).toThrow('Choose');
});
