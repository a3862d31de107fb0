import { describe, expect, it, test } from 'vitest';
import { accountForm, settingFaults } from '../../../src/renderer/features/accounts/account-form.ts';
import { ProviderId, providerSettings } from '../../../src/shared/account.ts';
import { account } from './accounts.ts';

describe('the form of an account', () => {
  test.each(ProviderId.options)('of a new %s account has the defaults of its schema', (provider) => {
    const { settings } = accountForm(provider, null);
    // What has no default is asked for.
    const missing = provider === 'ubill' ? ['brandID'] : [];
    expect(Object.keys(settingFaults(accountForm(provider, null)))).toEqual(missing);
    expect(settings['rate']).toBe(providerSettings[provider].shape.rate.parse(undefined));
  });

  it('begins a new phone with what a phone can carry, and leaves one that is there as fast as it was', () => {
    const phone = account({ id: 1, provider: 'mobsms', settings: { partsPerHour: 0 } });
    expect(accountForm('mobsms', null).settings['partsPerHour']).toBe(60);
    expect(accountForm('mobsms', phone).settings['partsPerHour']).toBe(0);
  });

  it('keeps a setting that it does not ask for', () => {
    const phone = account({ id: 1, provider: 'mobsms', settings: { lowBalance: 7 } });
    expect(accountForm('mobsms', phone).settings['lowBalance']).toBe(7);
  });
});

test.each([
  ['rate', '', { kind: 'required' }],
  ['rate', 0, { kind: 'atLeast', limit: 0.01 }],
  ['rate', 5000, { kind: 'atMost', limit: 1000 }],
  ['rate', 'ten', { kind: 'number' }],
  ['concurrency', 1.5, { kind: 'whole' }],
  ['from', '', { kind: 'required' }],
  ['from', 'x'.repeat(21), { kind: 'tooLong', limit: 20 }],
  ['baseUrl', 'http://devsms.uz/api', { kind: 'other' }],
])('the setting %s = %j is said to be at fault', (name, value, fault) => {
  const form = accountForm('devsms', null);
  const faults = settingFaults({ ...form, settings: { ...form.settings, [name]: value } });
  expect(Object.keys(faults)).toEqual([name]);
  expect(faults[name]).toMatchObject(fault);
});
