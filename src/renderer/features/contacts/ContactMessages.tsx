import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { CallOutput } from '../../../shared/contract.ts';
import { useFormat } from '../../ui/use-format.ts';
import { StateMark } from '../campaigns/StateMark.tsx';
import classes from './ContactMessages.module.css';

interface ContactMessagesProps {
  messages: CallOutput<'contacts.get'>['messages'];
  /** Another screen is on its way. */
  onOpen: () => void;
}

/** What campaigns said to one person, and what became of it. */
export function ContactMessages({ messages, onOpen }: ContactMessagesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className={classes.messages} aria-label={t('contacts.card.messages')}>
      {messages.map(({ id, campaignId, campaignName, state, text, updatedAt }) => (
        <li key={id} className={classes.message}>
          <div className={classes.head}>
            <Anchor component={Link} href={`/campaigns/${campaignId}`} size="sm" onClick={onOpen}>
              {campaignName}
            </Anchor>
            <StateMark state={state} />
            <span className={classes.time}>{format.dateTime(updatedAt)}</span>
          </div>
          <div className={classes.text}>{text}</div>
        </li>
      ))}
    </ul>
  );
}
