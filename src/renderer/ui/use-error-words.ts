import { useTranslation } from 'react-i18next';
import en from '../../shared/locales/en.json';
import { ApiError } from '../api.ts';

/** The reasons that the window has words of its own for. */
type KnownReason = keyof typeof en.errors.reasons;

/** Troubles whose message is what the provider said; the others' is Kaptar's own. */
const providersWords: readonly string[] = ['account-auth', 'account-balance', 'account-account'];

/** A trouble as the window says it. */
export interface ErrorWords {
  title: string;
  body: string;
  /** The provider's or the engine's own words, where ours stand before them. */
  detail: string | null;
}

/** Turns what went wrong into what the operator can do about it. */
export function useErrorWords() {
  const { t } = useTranslation();
  return (error: unknown): ErrorWords => {
    if (!(error instanceof ApiError)) {
      return { title: t('errors.internal.title'), body: t('errors.internal.body'), detail: null };
    }
    const { reason, details } = error;
    if (isKnownReason(reason)) {
      return {
        title: t(`errors.reasons.${reason}.title`, details),
        body: t(`errors.reasons.${reason}.body`, details),
        detail: detailOf(reason, error.message),
      };
    }
    // The last resort: what has no words of its own is said in English, which is better than not at all.
    if (reason === 'engine-stopped') {
      return { title: t('errors.engineStopped'), body: error.message, detail: null };
    }
    return { title: t(`errors.${error.code}.title`), body: error.message, detail: null };
  };

  function detailOf(reason: string, message: string): string | null {
    if (providersWords.includes(reason)) return t('errors.detail', { words: message });
    return reason.startsWith('account-') || reason === 'sign-in-refused' ? message : null;
  }
}

/** Whether the window has words for it; the engine's own are English, and for all others. */
export function isKnownReason(reason: string | null): reason is KnownReason {
  return reason !== null && Object.hasOwn(en.errors.reasons, reason);
}
