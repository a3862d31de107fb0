import * as fc from 'fast-check';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openKeptFile } from '../../../src/main/shell/kept-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const complaints = () => vi.spyOn(process.stderr, 'write').mockReturnValue(true);

test('what is kept is there at the next start', () => {
  const file = join(temporaryFolder(), 'preferences.json');
  openKeptFile(file).keep({ theme: 'dark', language: 'ka' });
  openKeptFile(file).keep({ theme: 'light' });
  expect(openKeptFile(file).all()).toEqual({ theme: 'light', language: 'ka' });
});

test('whatever stands in it, it opens, and keeps what comes', () => {
  complaints();
  const file = join(temporaryFolder(), 'preferences.json');
  const contents = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.json().map((text) => Buffer.from(text)),
    fc.json().map((text) => Buffer.from(text.slice(0, -1))),
  );
  fc.assert(
    fc.property(contents, (content) => {
      writeFileSync(file, content);
      const kept = openKeptFile(file);
      kept.keep({ theme: 'dark' });
      expect(openKeptFile(file).all()['theme']).toBe('dark');
    }),
    { numRuns: 100 },
  );
});

test('a damaged file is not lost', () => {
  complaints();
  const file = join(temporaryFolder(), 'preferences.json');
  writeFileSync(file, '{"theme":"dark"');
  expect(openKeptFile(file).all()).toEqual({});
  expect(readFileSync(`${file}.unreadable`, 'utf8')).toBe('{"theme":"dark"');
});

test('what is no file at all keeps nobody from starting', () => {
  complaints();
  const file = join(temporaryFolder(), 'preferences.json');
  mkdirSync(file);
  openKeptFile(file).keep({ theme: 'dark' });
  expect(openKeptFile(file).all()).toEqual({ theme: 'dark' });
});

test('where the disk takes nothing, what was asked for is refused, and what was not is complained of', () => {
  const heard = complaints();
  const file = join(temporaryFolder(), 'preferences.json');
  // In the place of the file beside, as good as a full disk.
  mkdirSync(`${file}.new`);
  const kept = openKeptFile(file);
  expect(() => kept.keep({ theme: 'dark' })).toThrow();
  expect(kept.all()).toEqual({});
  kept.note({ window: 1 });
  expect(kept.all()).toEqual({ window: 1 });
  expect(heard).toHaveBeenCalledOnce();
});
