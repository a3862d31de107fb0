import { useTranslation } from 'react-i18next';
import type { Message } from '../../../shared/message.ts';
import classes from './MessageDetail.module.css';

/** Why a message is where it is; its text where nothing is wrong. */
export function MessageDetail({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { errorCode, error, text } = message;
  if (errorCode === null && error === null) {
    return (
      <span className={classes.text} title={text}>
        {text}
      </span>
    );
  }
  const words = errorCode === null ? null : t(`messageErrors.${errorCode}`);
  // Only a refusal quotes the provider; the other details are Kaptar's own words.
  const quoted = errorCode === 'refused' || errorCode === 'bad-number';
  const theirs = error !== null && quoted ? t('messages.providerSays', { words: error }) : error;
  return <span title={[words, theirs, text].filter(Boolean).join('\n')}>{words ?? error}</span>;
}
