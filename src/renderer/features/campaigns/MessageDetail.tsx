import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { Message } from '../../../shared/message.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './MessageDetail.module.css';

interface MessageDetailProps {
  message: Message;
  accounts: readonly Account[];
}

/** Refusals and reports, which have no code, quote the provider; the other details are Kaptar's own words. */
const quoted: readonly (string | null)[] = [null, 'refused', 'refused-charged', 'bad-number'];

/** Why a message is where it is; its text where nothing is wrong, and the parts where they are disputed. */
export function MessageDetail({ message, accounts }: MessageDetailProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { errorCode, error, text, parts, providerParts, accountId } = message;
  const account = accounts.find(({ id }) => id === accountId);
  const counted =
    providerParts !== null && providerParts !== parts
      ? t('messages.counted', {
          count: providerParts,
          number: format.count(providerParts),
          provider: account ? t(`providers.${account.provider}.name`) : t('messages.theProvider'),
        })
      : null;

  if (errorCode === null && error === null) {
    return (
      <span className={classes.detail} title={[text, counted].filter(Boolean).join('\n')}>
        <span className={classes.text}>{text}</span>
        {counted && <span className={classes.counted}>{counted}</span>}
      </span>
    );
  }
  const words = errorCode === null ? null : t(`messageErrors.${errorCode}`);
  const theirs =
    error !== null && quoted.includes(errorCode) ? t('messages.providerSays', { words: error }) : error;
  return (
    <span title={[words, theirs, counted, text].filter(Boolean).join('\n')}>
      {words ?? t('messages.quote', { words: error })}
    </span>
  );
}
