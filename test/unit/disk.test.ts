import { expect, test } from 'vitest';
import { createDisk } from '../../src/main/engine/queue/disk.ts';

const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });

test('writes that fail are tried again ever more slowly, and told as long as any of them fails', () => {
  const told: unknown[] = [];
  const disk = createDisk(() => told.push(disk.trouble()));
  const [lane, outcomes] = [{}, {}];
  expect([1, 2, 3, 4, 5].map(() => disk.failed(lane, 'claim', full))).toEqual([1000, 2000, 4000, 8000, 8000]);
  expect(disk.owesOutcomes()).toBe(false);
  expect(disk.failed(outcomes, 'outcomes', full)).toBe(1000);
  disk.passed(lane);
  expect([disk.trouble(), disk.owesOutcomes()]).toEqual(['full', true]);
  disk.passed(outcomes);
  expect([disk.trouble(), disk.owesOutcomes()]).toEqual([null, false]);
  expect(told).toEqual(['full', null]);
  expect(disk.failed(lane, 'claim', full)).toBe(1000);
});

test('an error that says nothing of the disk is told all the same', () => {
  const disk = createDisk(() => {});
  disk.failed({}, 'claim', new Error('busy'));
  expect(disk.trouble()).toBe('unwritable');
});
