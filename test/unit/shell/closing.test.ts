import { expect, it } from 'vitest';
import { closingOf, isCutShort } from '../../../src/main/shell/closing.ts';
import { liveCampaign, work } from './work.ts';

it('ends with its window where there is nothing to send, whatever was chosen', () => {
  const idle = [work(), work(liveCampaign('paused', {}, 'operator'))];
  for (const now of idle) {
    for (const chosen of ['background', 'ask', 'quit'] as const) {
      expect(closingOf(now, chosen, true)).toBe('quit');
    }
  }
});

it('goes on unseen while something is sent or will be, and says so the first time', () => {
  for (const now of [
    work(liveCampaign('running')),
    work(liveCampaign('scheduled')),
    { ...work(), sending: 1 },
  ]) {
    expect(closingOf(now, 'background', false)).toBe('ask');
    expect(closingOf(now, 'background', true)).toBe('hide');
  }
});

it('does what was chosen instead', () => {
  const now = work(liveCampaign('running'));
  expect(closingOf(now, 'ask', true)).toBe('ask');
  expect(closingOf(now, 'quit', false)).toBe('quit');
});

it('asks before quitting only where something stops half-way', () => {
  expect(isCutShort(work(liveCampaign('running')))).toBe(true);
  expect(isCutShort({ ...work(), sending: 3 })).toBe(true);
  expect(isCutShort({ ...work(), unfinished: true })).toBe(true);
  // These wait for their time or for the operator, and lose nothing.
  expect(isCutShort(work(liveCampaign('scheduled'), liveCampaign('paused', {}, 'balance')))).toBe(false);
});
