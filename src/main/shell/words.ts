import { createInstance, type TFunction } from 'i18next';
import { allWords } from '../../shared/all-words.ts';
import type { Language } from '../../shared/language.ts';
import type en from '../../shared/locales/en.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

/** The words of the desktop's own parts (menus, tray, notifications, questions), in the window's language. */
export interface Words {
  readonly t: TFunction;
  /** A number as people write it: 1,240. */
  count(value: number): string;
  /** About how long something still takes, in one unit: 12 min. */
  duration(ms: number): string;
}

/** The languages whose numbers Electron's own data lacks: they are grouped as in Russian. */
const GROUPED_LIKE = { uz: 'ru', ka: 'ru' } as const;

/** The shell's words in a language of `shared/locales`; in English where one is missing. */
export function shellWords(language: Language): Words {
  const i18n = createInstance();
  // Nothing is fetched, so nothing is waited for.
  void i18n.init({
    lng: language,
    fallbackLng: 'en',
    initAsync: false,
    resources: { en: allWords.en, [language]: allWords[language] },
    interpolation: { escapeValue: false },
  });
  const { t } = i18n;
  const number = new Intl.NumberFormat(
    language === 'uz' || language === 'ka' ? GROUPED_LIKE[language] : language,
  );
  return {
    t,
    count: (value) => number.format(value),
    duration: (ms) => {
      const minutes = Math.max(1, Math.round(ms / 60_000));
      // An hour and a half is where people begin to count in hours.
      return minutes < 90
        ? t('desktop.minutes', { number: number.format(minutes) })
        : t('desktop.hours', { number: number.format(Math.round(minutes / 60)) });
    },
  };
}
