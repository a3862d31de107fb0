import fc from 'fast-check';
import { getCountries } from 'libphonenumber-js/min';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { createNightReader } from '../../src/shared/quiet-hours.ts';
import { cityOfZone } from '../../src/shared/zone-city.ts';
import { createPlaceReader, zonesOfPlace } from '../../src/shared/zones.ts';

/** Nine in the evening until nine in the morning. */
const overnight = { enabled: true, from: 21 * 60, until: 9 * 60 };
const at = (iso: string, zone: string) => DateTime.fromISO(iso, { zone }).toMillis();
const night = createNightReader(overnight, 'Asia/Tashkent');

describe('places of numbers', () => {
  test('every country that has numbers has a zone that this runtime knows', () => {
    for (const country of getCountries()) {
      const zones = zonesOfPlace(country);
      expect(zones, country).not.toEqual([]);
      for (const zone of zones) expect(DateTime.local({ zone }).isValid, zone).toBe(true);
    }
  });

  test.each([
    ['+998901234567', 'UZ'],
    ['+995555123456', 'GE'],
    ['+77011234567', 'KZ'],
    ['+79161234567', 'RU'],
    // São Paulo, and Manaus an hour behind it.
    ['+5511961234567', 'BR'],
    ['+5592991234567', 'BR-92'],
    // A satellite phone may be anywhere.
    ['+881612345678', ''],
  ])('%s is at home in %j', (phone, place) => {
    expect(createPlaceReader()(phone)).toBe(place);
  });

  test('a zone is called by its city', () => {
    expect(cityOfZone('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
  });
});

describe('quiet hours', () => {
  test('the recipient’s own clock tells', () => {
    // Half past eight in the evening in Tbilisi is half past nine in Tashkent.
    const moment = at('2026-05-12T20:30', 'Asia/Tbilisi');
    expect(night('GE', moment)).toBeNull();
    expect(night('UZ', moment)).toEqual({
      until: at('2026-05-13T09:00', 'Asia/Tashkent'),
      zone: 'Asia/Tashkent',
    });
  });

  test('they begin with their first minute and end before their last', () => {
    expect(night('UZ', at('2026-05-12T20:59:59.999', 'Asia/Tashkent'))).toBeNull();
    expect(night('UZ', at('2026-05-12T21:00', 'Asia/Tashkent'))).not.toBeNull();
    expect(night('UZ', at('2026-05-13T08:59:59.999', 'Asia/Tashkent'))).not.toBeNull();
    expect(night('UZ', at('2026-05-13T09:00', 'Asia/Tashkent'))).toBeNull();
  });

  test('a rest at noon does not span midnight', () => {
    const noon = createNightReader({ enabled: true, from: 12 * 60, until: 14 * 60 }, 'UTC');
    expect(noon('UZ', at('2026-05-12T13:00', 'Asia/Tashkent'))?.until).toBe(
      at('2026-05-12T14:00', 'Asia/Tashkent'),
    );
    expect(noon('UZ', at('2026-05-12T23:00', 'Asia/Tashkent'))).toBeNull();
  });

  test('in the night of a change of clocks the morning is an hour nearer', () => {
    const before = at('2026-03-28T22:00', 'Europe/Berlin');
    expect((night('DE', before)?.until ?? 0) - before).toBe(10 * 3_600_000);
    const usual = at('2026-03-27T22:00', 'Europe/Berlin');
    expect((night('DE', usual)?.until ?? 0) - usual).toBe(11 * 3_600_000);
  });

  test('in a country of several zones everybody is awake', () => {
    // Nine in the morning in New York; Honolulu sleeps five more hours in summer … until its own nine.
    const found = night('US', at('2026-07-01T09:00', 'America/New_York'));
    expect(found?.until).toBe(at('2026-07-01T09:00', 'Pacific/Honolulu'));
    expect(night('US', found?.until ?? 0)).toBeNull();
  });

  test('where no hour is left in common the most populous zone tells', () => {
    const long = createNightReader({ enabled: true, from: 18 * 60, until: 10 * 60 }, 'UTC');
    const noonInMoscow = at('2026-05-12T12:00', 'Europe/Moscow');
    expect(long('RU', noonInMoscow)).toBeNull();
    expect(long('RU', at('2026-05-12T08:00', 'Europe/Moscow'))?.zone).toBe('Europe/Moscow');
  });

  test('of a number that tells no zone this computer’s tells', () => {
    expect(night('', at('2026-05-12T22:00', 'Asia/Tashkent'))?.zone).toBe('Asia/Tashkent');
  });

  test('hours that are off, or empty, keep nothing back', () => {
    const moment = at('2026-05-12T23:00', 'Asia/Tashkent');
    expect(createNightReader({ ...overnight, enabled: false }, 'UTC')('UZ', moment)).toBeNull();
    expect(createNightReader({ enabled: true, from: 540, until: 540 }, 'UTC')('UZ', moment)).toBeNull();
  });

  test('whatever the hours: who waits is awake when the wait ends, and nobody waits longer than two days', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    const moments = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
    const countries = fc.constantFrom(...getCountries());
    fc.assert(
      fc.property(minute, minute, moments, countries, (from, until, moment, country) => {
        const read = createNightReader({ enabled: true, from, until }, 'UTC');
        const found = read(country, moment);
        if (!found) return;
        expect(found.until).toBeGreaterThan(moment);
        expect(found.until - moment).toBeLessThan(48 * 3_600_000);
        // Where the clocks are put back within the hour of waking, that hour comes once more.
        const after = read(country, found.until);
        if (after) expect(after.until - found.until).toBeLessThanOrEqual(3_600_000);
      }),
    );
  });
});
