import { useTranslation } from 'react-i18next';
import { ApiError } from '../api.ts';

/** Reasons that the window has words of its own for; for all others the engine's say what to do. */
const knownReasons = [
  'account-auth',
  'account-balance',
  'account-account',
  'account-offline',
  'account-provider',
  'sign-in-refused',
  'no-secret',
  'unknown-file',
  'file-unwritable',
] as const;

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
    const known = knownReasons.find((reason) => reason === error.reason);
    if (known) {
      return {
        title: t(`errors.reasons.${known}.title`),
        body: t(`errors.reasons.${known}.body`),
        detail: detailOf(known, error.message),
      };
    }
    // The engine says itself why it is gone: another Kaptar, a newer data folder, a crash.
    if (error.reason === 'engine-stopped') {
      return { title: t('errors.engineStopped'), body: error.message, detail: null };
    }
    return { title: t(`errors.${error.code}.title`), body: error.message, detail: null };
  };

  function detailOf(reason: string, message: string): string | null {
    if (providersWords.includes(reason)) return t('errors.detail', { words: message });
    return reason.startsWith('account-') || reason === 'sign-in-refused' ? message : null;
  }
}
