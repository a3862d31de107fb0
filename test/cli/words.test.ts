import { describe, expect, it } from 'vitest';
import type { CampaignState } from '../../src/shared/campaign.ts';
import { MessageState, type StateCounts } from '../../src/shared/message.ts';
import { defaultDataDir } from '../../src/main/cli/data-dir.ts';
import { estimateWords } from '../../src/main/cli/commands/estimate.ts';
import { resolveColumns } from '../../src/main/cli/import-file.ts';
import { oneLine } from '../../src/main/cli/output.ts';
import { callbackSecretFrom, secretFrom, secretVariable } from '../../src/main/cli/secret.ts';
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

  it('of callbacks come from variables of their own, and from none for all', () => {
    const env = {
      KAPTAR_CALLBACK_TOKEN_MY_SHOP: '0123456789abcdef_-XY',
      KAPTAR_CALLBACK_KEY_MY_SHOP: 'short',
      KAPTAR_CALLBACK_TOKEN: '0123456789abcdef0123',
      KAPTAR_SECRET: 'all',
    };
    expect(callbackSecretFrom(env, 'My shop', 'callback-token')).toBe('0123456789abcdef_-XY');
    expect(callbackSecretFrom(env, 'My shop', 'callback-key')).toBe('short');
    expect(callbackSecretFrom(env, 'clinic', 'callback-token')).toBeUndefined();
    expect(callbackSecretFrom(env, 'clinic', 'callback-key')).toBeUndefined();
  });

  it.each(['0123456789abcdefghi', '0123456789abcdef/0123', '0'.repeat(101)])(
    'a callback token such as %s is refused, without being repeated',
    (token) => {
      const env = { KAPTAR_CALLBACK_TOKEN_SHOP: token };
      const read = () => callbackSecretFrom(env, 'shop', 'callback-token');
      expect(read).toThrow('KAPTAR_CALLBACK_TOKEN_SHOP is no good token: it needs 20 to 100 letters');
      expect(read).not.toThrow(token);
    },
  );
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

  it('is in the folder that KAPTAR_DATA_DIR names, as the app’s is', () => {
    const at = (folder: string) => ({ KAPTAR_DATA_DIR: folder, XDG_CONFIG_HOME: '/cfg' });
    expect(defaultDataDir('linux', at('/srv/kaptar'), '/home/o')).toBe('/srv/kaptar/data');
    expect(defaultDataDir('win32', at('D:\\Kaptar'), 'C:\\Users\\o')).toBe('D:\\Kaptar\\data');
    expect(defaultDataDir('linux', at(''), '/home/o')).toBe('/cfg/Kaptar/data');
  });
});

describe('estimateWords', () => {
  it('is a table of accounts and countries, and what else there is to know', () => {
    const cost = { micros: 150_000, currency: 'USD' };
    const uz = { messages: 2, parts: 3, cost };
    const ge = { messages: 1, parts: 1, cost: null };
    const words = estimateWords({
      messages: 3,
      parts: 4,
      cost: null,
      skipped: { optedOut: 1, missingField: 0, tooLong: 0, noRoute: 2 },
      encoding: { gsm7: 3, ucs2: 0 },
      saving: { text: 0, everywhere: 0 },
      costliest: [],
      unknownFields: ['shahar'],
      availableFields: ['name', 'phone'],
      durationMs: 61_000,
      accounts: [
        { accountId: 1, accountName: 'shop', balance: null, durationMs: 61_000, ...uz },
        { accountId: 2, accountName: 'tbilisi', balance: null, durationMs: 100, ...ge },
      ],
      countries: [
        { country: 'UZ', ...uz },
        { country: null, ...ge },
      ],
      quiet: [{ zone: 'Asia/Tashkent', messages: 2, until: Date.UTC(2030, 0, 31, 4) }],
    });
    expect(words.split('\n')).toEqual([
      '                       messages  parts  cost',
      'shop                   2         3      0.15 USD',
      'tbilisi                1         1      -',
      'to UZ                  2         3      0.15 USD',
      'to an unknown country  1         1      -',
      'all                    3         4      -',
      'Skipped: opted out 1 · field missing 0 · too long 0 · no account 2',
      'Nobody on the list has: shahar',
      'Takes about 2 min.',
      'Quiet hours: 2 wait until 09:00 in Tashkent.',
    ]);
  });
});

it('keeps texts of others from moving the cursor', () => {
  expect(oneLine('Ali\n\x1b[2Jgone\u2028')).toBe('Ali [2Jgone ');
});
