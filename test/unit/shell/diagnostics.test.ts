import { expect, it } from 'vitest';
import { writeDiagnostics } from '../../../src/main/shell/diagnostics.ts';
import type { Account } from '../../../src/shared/account.ts';
import type { Campaign } from '../../../src/shared/campaign.ts';
import { DEFAULT_PREFERENCES } from '../../../src/shared/preferences.ts';
import { DEFAULT_SETTINGS } from '../../../src/shared/settings.ts';
import { counts } from './work.ts';

const about = { version: '1.2.3', keychain: true, engine: 'ready', preferences: DEFAULT_PREFERENCES };

it('tells versions, settings and counts, and nothing that is anybody’s', () => {
  const account = {
    id: 4,
    name: 'Dilnoza shop',
    provider: 'devsms',
    demo: false,
    hasSecret: true,
    settings: { baseUrl: 'https://dilnoza.example/token', from: 'DILNOZA', rate: 10 },
  } as unknown as Account;
  const campaign = {
    name: 'Debtors',
    template: 'Dear Aziza',
    state: 'finished',
    states: counts({ delivered: 7 }),
  } as unknown as Campaign;
  const text = writeDiagnostics({
    ...about,
    engineKnows: {
      accounts: [account],
      contacts: 120,
      lists: 2,
      campaigns: [campaign, campaign],
      settings: { ...DEFAULT_SETTINGS, testPhone: '+998901234567' },
    },
  });
  expect(text).toContain('Kaptar 1.2.3');
  expect(text).toContain('"undoSeconds":5');
  expect(text).toContain('Contacts: 120 in 2 lists');
  expect(text).toContain('Campaigns: {"finished":2}');
  expect(text).toContain('"delivered":14');
  expect(text).toContain('Account 4 (devsms, with a key): {"rate":10}');
  for (const word of ['Dilnoza', 'DILNOZA', 'dilnoza', 'Debtors', 'Aziza', '998901234567']) {
    expect(text).not.toContain(word);
  }
});

it('says what it can where the engine does not answer', () => {
  const text = writeDiagnostics({ ...about, engine: 'failed', engineKnows: null });
  expect(text).toContain('Engine: failed');
  expect(text).not.toContain('Contacts');
});
