import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatPhone } from '../../../shared/phone.ts';
import { useCall } from '../../api.ts';
import { StateMark } from './StateMark.tsx';
import { useMessageTrouble } from './use-message-trouble.ts';

/** What became of a test, as it is told. */
export function TestStatus({ id }: { id: number }) {
  const { t } = useTranslation();
  const trouble = useMessageTrouble();
  const campaign = useCall('campaigns.get', { id });
  const page = useCall('campaigns.messages', { id, limit: 1 });
  const message = page.data?.messages[0];
  if (!campaign.data || !message) return null;
  const { pauseReason, states } = campaign.data;
  // The campaign's counts are told at once, its messages a little later.
  const [state = message.state] = (Object.keys(states) as (keyof typeof states)[]).filter(
    (one) => states[one] > 0,
  );
  const { reason, detail } = trouble(message);

  return (
    <Text component="output" display="block" mt="md">
      <StateMark state={state} />
      <Text component="span" c="dimmed" ml={8} className="number">
        {formatPhone(message.recipient)}
      </Text>
      {pauseReason && <Text c="var(--undelivered-text)">{t(`singles.${pauseReason}`)}</Text>}
      {!pauseReason && reason && <Text c="dimmed">{reason}</Text>}
      {!pauseReason && detail && <Text c="dimmed">{detail}</Text>}
    </Text>
  );
}
