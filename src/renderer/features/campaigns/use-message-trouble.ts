import { useTranslation } from 'react-i18next';
import type { Message, MessageErrorCode } from '../../../shared/message.ts';

/** Refusals, and reports, which have no code, quote the provider; the other details are Kaptar's own, in English. */
const quoting: readonly (MessageErrorCode | null)[] = [null, 'refused', 'refused-charged', 'bad-number'];

/** Why a message is where it is. */
export interface MessageTrouble {
  /** What kind of trouble it is; null for a report, which has the provider's words alone. */
  reason: string | null;
  /** What is known beside that; where the provider said it, as its words. */
  detail: string | null;
}

/** Puts into words why a message is where it is. */
export function useMessageTrouble() {
  const { t, i18n } = useTranslation();
  const own = (words: string | null) => (i18n.language === 'en' ? words : null);
  return ({ errorCode, error }: Pick<Message, 'errorCode' | 'error'>): MessageTrouble => ({
    reason: errorCode === null ? null : t(`messageErrors.${errorCode}`),
    detail:
      error !== null && quoting.includes(errorCode)
        ? t('messages.providerSays', { words: error })
        : own(error),
  });
}
