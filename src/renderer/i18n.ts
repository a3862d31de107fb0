import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from '../shared/locales/en.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

/** Loads the words of the window; nothing is fetched, they are part of the bundle. */
export async function startWords(): Promise<void> {
  await createInstance()
    .use(initReactI18next)
    .init({
      lng: 'en',
      fallbackLng: 'en',
      resources: { en: { translation: en } },
      // React escapes already; twice would show `&amp;` in names.
      interpolation: { escapeValue: false },
    });
}
