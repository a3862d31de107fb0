import { useTranslation } from 'react-i18next';
import type { MessageState } from '../../../shared/message.ts';
import { messageStateIcon } from './message-state.ts';
import classes from './StateMark.module.css';

/** The state of a message: its sign and its word. */
export function StateMark({ state }: { state: MessageState }) {
  const { t } = useTranslation();
  const Icon = messageStateIcon[state];
  return (
    <span className={classes.mark} style={{ color: `var(--${state}-text)` }}>
      <Icon size={17} stroke={1.9} aria-hidden />
      {t(`messageStates.${state}.label`)}
    </span>
  );
}
