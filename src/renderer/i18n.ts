import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { allWords } from '../shared/all-words.ts';
import type { Language } from '../shared/language.ts';
import type en from '../shared/locales/en.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

/** Loads the words of the window; nothing is fetched, they are part of the bundle. */
export async function startWords(language: Language): Promise<void> {
  const words = createInstance().use(initReactI18next);
  words.on('languageChanged', (spoken) => {
    document.documentElement.lang = spoken;
  });
  await prepare(language);
  await words.init({
    lng: language,
    fallbackLng: 'en',
    resources: allWords,
    // React escapes already; twice would show `&amp;` in names.
    interpolation: { escapeValue: false },
  });
}

/** Changes the language of the whole window at once. */
export async function speak(words: i18n, language: Language): Promise<void> {
  await prepare(language);
  await words.changeLanguage(language);
}

/** How Uzbek and Georgian write numbers and dates is a megabyte that the others need not load. */
async function prepare(language: Language): Promise<void> {
  if (language === 'uz' || language === 'ka') await import('./intl/cldr-data.ts');
}
