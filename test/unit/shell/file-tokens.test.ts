import { expect, it } from 'vitest';
import { BackupSource } from '../../../src/shared/calls/backups.ts';
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

it('puts it in its place, too, in an input that names a file in one of two ways', () => {
  const tokens = createFileTokens();
  const file = tokens.give('/media/stick/kaptar.db', 'read');
  expect(tokens.resolve('backups.restore', { from: { file } })).toEqual({
    from: { file: '/media/stick/kaptar.db' },
  });
  const named = { from: { name: 'kaptar-2026-05-03.db' } };
  expect(tokens.resolve('backups.restore', named)).toEqual(named);
});

it('takes no path, and no file for another use than the one it was chosen for', () => {
  const tokens = createFileTokens();
  const dropped = tokens.give('/home/ann/people.csv', 'read');
  const saved = tokens.give('/home/ann/report.csv', 'write');
  const refused = { code: 'invalid-input', details: { reason: 'unknown-file' } };
  const attempts: [string, Record<string, unknown>][] = [
    ['import.inspect', { file: '/etc/passwd' }],
    ['import.inspect', { file: saved }],
    ['contacts.export', { file: dropped }],
    ['reports.export', { file: dropped }],
    ['import.check', { file: dropped, rejects: dropped }],
    ['backups.inspect', { from: { file: '/etc/passwd' } }],
    ['backups.restore', { from: { file: saved } }],
  ];
  for (const [call, input] of attempts) {
    expect(() => tokens.resolve(call, input)).toThrow(expect.objectContaining(refused));
  }
});

it('knows every call that names a file', () => {
  const tokens = createFileTokens();
  const named = Object.entries(allEngineCalls).filter(([, { input }]) => {
    const shape: Record<string, unknown> = 'shape' in input ? input.shape : {};
    return 'file' in shape || 'rejects' in shape || shape['from'] === BackupSource;
  });
  expect(named.length).toBeGreaterThan(5);
  for (const [call] of named) {
    const file = '/etc/passwd';
    expect(() => tokens.resolve(call, { file, from: { file } }), call).toThrow('Choose');
  }
});
