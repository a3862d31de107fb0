import en from './locales/en.json' with { type: 'json' };
import ka from './locales/ka.json' with { type: 'json' };
import ru from './locales/ru.json' with { type: 'json' };
import uz from './locales/uz.json' with { type: 'json' };

/** The words of all languages, as i18next takes them. */
export const allWords = {
  en: { translation: en },
  uz: { translation: uz },
  ru: { translation: ru },
  ka: { translation: ka },
};
