import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Decision, ShownFacts } from '../../../shared/decision.ts';
import { useFormat } from '../../ui/use-format.ts';

/** What persons decided about one message: who, when, and what was shown to them. */
export function MessageDecisions({ decisions }: { decisions: readonly Decision[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const shownWords = ({ messages, parts, cost, lookupsPending }: ShownFacts) =>
    format.list([
      t('decisions.messages', { count: messages, number: format.count(messages) }),
      t('decisions.parts', { count: parts, number: format.count(parts) }),
      ...(cost ? [t('decisions.cost', { cost: format.money(cost) })] : []),
      ...(lookupsPending > 0
        ? [t('decisions.pending', { count: lookupsPending, number: format.count(lookupsPending) })]
        : []),
    ]);
  return (
    <Stack gap={6} component="ol" m={0} pl="md">
      {decisions.map(({ decision, decidedBy, decidedIn, decidedAt, shown }) => (
        <li key={`${decidedAt} ${decision}`}>
          {t(`decisions.${decision}`)}
          <Text span c="dimmed" className="number" ml={8}>
            {format.dateTime(decidedAt)}
          </Text>
          <Text c="dimmed">
            {t(decidedIn === 'command-line' ? 'decisions.byCommand' : 'decisions.by', { name: decidedBy })}
          </Text>
          {shown && <Text c="dimmed">{t('decisions.shown', { facts: shownWords(shown) })}</Text>}
        </li>
      ))}
    </Stack>
  );
}
