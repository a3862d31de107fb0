import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../shared/language.ts';
import en from '../shared/locales/en.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

/** The words beside the English ones, which stand in wherever one is missing. */
const translations = {
  uz: () => import('../shared/locales/uz.json'),
  ru: () => import('../shared/locales/ru.json'),
  ka: () => import('../shared/locales/ka.json'),
};

/** Loads the words of the window; they come with it. */
export async function startWords(language: Language): Promise<void> {
  const words = createInstance().use(initReactI18next);
  words.on('languageChanged', (spoken) => {
    document.documentElement.lang = spoken;
  });
  const init = words.init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    // React escapes already; twice would show `&amp;` in names.
    interpolation: { escapeValue: false },
  });
  await Promise.all([init, prepare(words, language)]);
}

/** Changes the language of the whole window at once. */
export async function speak(words: i18n, language: Language): Promise<void> {
  await prepare(words, language);
  await words.changeLanguage(language);
}

/** Has what a language needs and others need not load: its words, and for two a megabyte on how they write dates. */
async function prepare(words: i18n, language: Language): Promise<void> {
  if (language === 'en') return;
  const [translation] = await Promise.all([
    translations[language](),
    language === 'ru' ? undefined : import('./intl/cldr-data.ts'),
  ]);
  words.addResourceBundle(language, 'translation', translation.default);
}
