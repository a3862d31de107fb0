import { Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { Attempt, Message } from '../../../shared/message.ts';
import { formatPhone } from '../../../shared/phone.ts';
import { useCall } from '../../api.ts';
import { CopyText } from '../../ui/CopyText.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useKept } from '../../ui/use-kept.ts';
import { MessageDecisions } from './MessageDecisions.tsx';
import { StateMark } from './StateMark.tsx';
import { useCountedParts } from './use-counted-parts.ts';
import { useMessageTrouble } from './use-message-trouble.ts';

interface MessageDialogProps {
  /** Null shows nothing. */
  message: Message | null;
  accounts: readonly Account[];
  onClose: () => void;
}

/** All that is known of one message: what a row of the table has no room for. */
export function MessageDialog({ message, accounts, onClose }: MessageDialogProps) {
  const { t } = useTranslation();
  const shown = useKept(message);
  return (
    <Modal
      opened={message !== null}
      onClose={onClose}
      size="lg"
      title={shown && t('messages.dialog.title', { phone: formatPhone(shown.recipient) })}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      {shown && <MessageFacts message={shown} accounts={accounts} />}
    </Modal>
  );
}

function MessageFacts({ message, accounts }: { message: Message; accounts: readonly Account[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { name, state, text, parts, accountId, updatedAt } = message;
  const { reason, detail } = useMessageTrouble()(message);
  const counted = useCountedParts(accounts)(message);
  const account = accounts.find(({ id }) => id === accountId);

  const attempts = useCall('campaigns.attempts', { messageId: message.id });
  const decisions = useCall('campaigns.decisions', { messageId: message.id });

  const facts = [
    {
      label: t('messages.dialog.number'),
      value: (
        <Group gap="sm">
          <span className="number">{formatPhone(message.recipient)}</span>
          <CopyText text={message.recipient} what={formatPhone(message.recipient)} />
        </Group>
      ),
    },
    { label: t('messages.columns.name'), value: name === '' ? null : name },
    {
      label: t('messages.columns.state'),
      value: (
        <>
          <StateMark state={state} />
          <Text c="dimmed">{t(`messageStates.${state}.meaning`)}</Text>
        </>
      ),
    },
    {
      label: t('messages.dialog.reason'),
      value: (reason !== null || detail !== null) && (
        <>
          {reason}
          {detail !== null && <Text>{detail}</Text>}
        </>
      ),
    },
    { label: t('messages.dialog.text'), value: <span style={{ whiteSpace: 'pre-wrap' }}>{text}</span> },
    {
      label: t('messages.columns.parts'),
      value: format.list([format.count(parts), ...(counted ? [counted] : [])]),
    },
    { label: t('messages.columns.account'), value: account?.name ?? null },
    { label: t('messages.columns.updatedAt'), value: format.dateTime(updatedAt) },
    {
      label: t('messages.dialog.attempts'),
      value: attempts.data && attempts.data.length > 0 && <Attempts attempts={attempts.data} />,
    },
    {
      label: t('decisions.title'),
      value: decisions.data && decisions.data.length > 0 && <MessageDecisions decisions={decisions.data} />,
    },
  ];
  return <Facts facts={facts.filter(({ value }) => value !== null && value !== false)} />;
}

function Attempts({ attempts }: { attempts: readonly Attempt[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Stack gap={6} component="ol" m={0} pl="md">
      {attempts.map(({ id, startedAt, result, detail }) => (
        <li key={id}>
          {t(`messages.dialog.attempt.${result}`)}
          <Text span c="dimmed" className="number" ml={8}>
            {format.dateTime(startedAt)}
          </Text>
          {detail !== null && <Text c="dimmed">{detail}</Text>}
        </li>
      ))}
    </Stack>
  );
}
