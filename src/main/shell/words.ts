import { createInstance, type TFunction } from 'i18next';
import type { Language } from '../../shared/language.ts';
import * as en from '../../shared/locales/en.json';
import * as ka from '../../shared/locales/ka.json';
import * as ru from '../../shared/locales/ru.json';
import * as uz from '../../shared/locales/uz.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof words.en };
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

/** Of the window's words those that are said here, each by its name: only they get into the bundle, and are read at each start. */
const words = {
  en: { actions: en.actions, commands: en.commands, desktop: en.desktop, frame: en.frame, live: en.live },
  uz: { actions: uz.actions, commands: uz.commands, desktop: uz.desktop, frame: uz.frame, live: uz.live },
  ru: { actions: ru.actions, commands: ru.commands, desktop: ru.desktop, frame: ru.frame, live: ru.live },
  ka: { actions: ka.actions, commands: ka.commands, desktop: ka.desktop, frame: ka.frame, live: ka.live },
};

/** The shell's words in a language of `shared/locales`; in English where one is missing. */
export function shellWords(language: Language): Words {
  const i18n = createInstance();
  // Nothing is fetched, so nothing is waited for.
  void i18n.init({
    lng: language,
    fallbackLng: 'en',
    initAsync: false,
    resources: { en: { translation: words.en }, [language]: { translation: words[language] } },
    interpolation: { escapeValue: false },
  });
  const { t } = i18n;
  // The first format of a process takes some 20 ms: not before something is counted.
  let format: Intl.NumberFormat | undefined;
  const count = (value: number): string => {
    format ??= new Intl.NumberFormat(
      language === 'uz' || language === 'ka' ? GROUPED_LIKE[language] : language,
    );
    return format.format(value);
  };
  return {
    t,
    count,
    duration: (ms) => {
      const minutes = Math.max(1, Math.round(ms / 60_000));
      // An hour and a half is where people begin to count in hours.
      return minutes < 90
        ? t('desktop.minutes', { number: count(minutes) })
        : t('desktop.hours', { number: count(Math.round(minutes / 60)) });
    },
  };
}
