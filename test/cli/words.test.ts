import { describe, expect, it } from 'vitest';
import type { CampaignState } from '../../src/shared/campaign.ts';
import { MessageState, type StateCounts } from '../../src/shared/message.ts';
import { defaultDataDir } from '../../src/main/cli/data-dir.ts';
import { resolveColumns } from '../../src/main/cli/import-file.ts';
import { oneLine } from '../../src/main/cli/output.ts';
import { secretFrom, secretVariable } from '../../src/main/cli/secret.ts';
import { campaignExitCode } from '../../src/main/cli/status.ts';
import { type Goal, isOver } from '../../src/main/cli/wait.ts';

const states = (held: Partial<StateCounts>): StateCounts => ({
  ...(Object.fromEntries(MessageState.options.map((state) => [state, 0])) as StateCounts),
  ...held,
});

describe('isOver', () => {
  it.each<[Goal, CampaignState, Partial<StateCounts>, number, boolean]>([
    ['accepted', 'running', { queued: 1, accepted: 9 }, 0, false],
    ['accepted', 'running', { sending: 1, accepted: 9 }, 0, false],
    ['accepted', 'scheduled', { queued: 10 }, 0, false],
    ['accepted', 'running', { accepted: 10 }, 0, false],
    ['accepted', 'finished', { accepted: 10 }, 0, true],
    ['final', 'finished', { accepted: 1, delivered: 9 }, 0, false],
    ['final', 'finished', { delivered: 8, expired: 1, failed: 1 }, 0, true],
    // A look-up may still settle one of the two; then nothing but a person can settle the other.
    ['accepted', 'running', { unknown: 2, accepted: 8 }, 1, false],
    ['accepted', 'running', { unknown: 1, accepted: 9 }, 0, true],
    // It stands still by itself, but what is on the wire settles first.
    ['final', 'paused', { queued: 5, sending: 1 }, 0, false],
    ['final', 'paused', { queued: 5, accepted: 5 }, 2, true],
    ['final', 'cancelled', { cancelled: 5, accepted: 5 }, 0, true],
  ])('%s, %s, %o with %i look-ups: %s', (goal, state, held, lookupsPending, over) => {
    expect(isOver({ state, states: states(held), lookupsPending }, goal)).toBe(over);
  });
});

describe('campaignExitCode', () => {
  it.each<[CampaignState, Partial<StateCounts>, number]>([
    ['finished', { delivered: 5 }, 0],
    ['finished', { undelivered: 2, expired: 1, delivered: 2 }, 0],
    ['finished', { failed: 1, delivered: 4 }, 3],
    ['running', { unknown: 1, accepted: 4 }, 3],
    ['finished', { skipped: 1, accepted: 4 }, 3],
    ['paused', { queued: 5 }, 3],
    ['cancelled', { cancelled: 5 }, 3],
  ])('%s with %o is %i', (state, held, code) => {
    expect(campaignExitCode({ state, states: states(held) })).toBe(code);
  });
});

describe('resolveColumns', () => {
  const guess = { phone: 1, name: 0, ignored: [] };
  const header = ['Ism', ' Telefon ', 'Shahar'];

  it('keeps the guess for what is not named', () => {
    expect(resolveColumns({ header, mapping: guess }, {})).toEqual(guess);
    expect(resolveColumns({ header, mapping: guess }, { name: 'shahar' })).toEqual({ ...guess, name: 2 });
    expect(resolveColumns({ header, mapping: guess }, { phone: 'Ism' })).toEqual({
      phone: 0,
      name: null,
      ignored: [],
    });
  });

  it('finds columns whatever their case and the spaces around them', () => {
    const named = { phone: 'TELEFON', name: ' ism' };
    expect(resolveColumns({ header, mapping: null }, named)).toEqual({ phone: 1, name: 0, ignored: [] });
  });

  it('names the columns there are', () => {
    expect(() => resolveColumns({ header, mapping: guess }, { phone: 'Tel' })).toThrow(
      'The file has no column "Tel". Its columns are: Ism, Telefon, Shahar.',
    );
    expect(() => resolveColumns({ header, mapping: null }, {})).toThrow('--map phone=COLUMN');
  });
});

describe('secrets', () => {
  it('come from the variable of the account, else from the one for all', () => {
    expect(secretVariable('Do‘kon 2')).toBe('KAPTAR_SECRET_DO_KON_2');
    const secret = secretFrom({ KAPTAR_SECRET_SHOP: 'own', KAPTAR_SECRET: 'all', KAPTAR_SECRET_EMPTY: '' });
    expect(secret({ name: 'shop' })).toBe('own');
    expect(secret({ name: 'empty' })).toBe('all');
    expect(secretFrom({})({ name: 'shop' })).toBeUndefined();
  });
});

describe('defaultDataDir', () => {
  it("is the app's own", () => {
    expect(defaultDataDir('linux', {}, '/home/o')).toBe('/home/o/.config/Kaptar/data');
    expect(defaultDataDir('linux', { XDG_CONFIG_HOME: '/cfg' }, '/home/o')).toBe('/cfg/Kaptar/data');
    expect(defaultDataDir('darwin', {}, '/Users/o')).toBe('/Users/o/Library/Application Support/Kaptar/data');
    expect(defaultDataDir('win32', { APPDATA: 'C:\\Users\\o\\AppData\\Roaming' }, 'C:\\Users\\o')).toBe(
      'C:\\Users\\o\\AppData\\Roaming\\Kaptar\\data',
    );
  });
});

it('keeps texts of others from moving the cursor', () => {
  expect(oneLine('Ali\n\x1b[2Jgone\u2028')).toBe('Ali [2Jgone ');
});
