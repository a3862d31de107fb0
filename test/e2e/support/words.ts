import { createInstance } from 'i18next';
import type { Language } from '../../../src/shared/language.ts';
import en from '../../../src/shared/locales/en.json' with { type: 'json' };
import ka from '../../../src/shared/locales/ka.json' with { type: 'json' };
import ru from '../../../src/shared/locales/ru.json' with { type: 'json' };
import uz from '../../../src/shared/locales/uz.json' with { type: 'json' };

/** The words of the window for a key such as `campaigns.create`, with its values filled in. */
export type Words = (key: string, values?: Readonly<Record<string, unknown>>) => string;

/**
 * What the window says in a language, for who looks for it by its label. As in the window, what is not translated yet
 * is said in English. A key that is in no language throws: it would find nothing, and say so in a minute.
 */
export function words(language: Language): Words {
  const spoken = createInstance();
  void spoken.init({
    lng: language,
    fallbackLng: 'en',
    resources: {
      en: { translation: en },
      uz: { translation: uz },
      ru: { translation: ru },
      ka: { translation: ka },
    },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return (key, values = {}) => {
    if (!spoken.exists(key, values)) throw new Error(`There are no words for ${key}.`);
    return spoken.t(key, values);
  };
}
