import { DateTimeFormat } from '@formatjs/intl-datetimeformat';
import { DisplayNames } from '@formatjs/intl-displaynames';
import ListFormat from '@formatjs/intl-listformat';
import { NumberFormat } from '@formatjs/intl-numberformat';
import { PluralRules } from '@formatjs/intl-pluralrules';

/** The languages that Chromium's own data lacks: it has nothing of Georgian, and of Uzbek not even the months. */
const lacking = /^(?:ka|uz)(?:-|$)/;

/**
 * Makes `Intl` answer for these languages with FormatJS's classes, and for all others as before. Data is handed to
 * them by `cldr-data.ts`, which finds their `__add…` functions on the classes of `Intl`.
 */
const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
for (const [name, cldr] of Object.entries({
  DateTimeFormat,
  DisplayNames,
  ListFormat,
  NumberFormat,
  PluralRules,
})) {
  const native: unknown = Reflect.get(Intl, name);
  Reflect.set(Intl, name, joined(native as NewableFunction, cldr as NewableFunction));
}

function joined(native: NewableFunction, cldr: NewableFunction): NewableFunction {
  const choose = (locales: unknown) => {
    const first: unknown = Array.isArray(locales) ? locales[0] : locales;
    return typeof first === 'string' && lacking.test(first) ? cldr : native;
  };
  return new Proxy(native, {
    construct: (_target, [locales, ...rest]: unknown[]) =>
      Reflect.construct(choose(locales), [locales, ...rest]) as object,
    apply: (_target, _this, [locales, ...rest]: unknown[]) =>
      Reflect.construct(choose(locales), [locales, ...rest]) as object,
    get: (_target, name) => Reflect.get(name in native ? native : cldr, name) as unknown,
  });
}

/** The zone of the computer, which FormatJS takes for UTC unless it is told. To be called once the zones are known. */
export function setTimeZone(): void {
  // oxlint-disable-next-line no-underscore-dangle -- FormatJS has no other name for it
  DateTimeFormat.__setDefaultTimeZone(timeZone);
}
