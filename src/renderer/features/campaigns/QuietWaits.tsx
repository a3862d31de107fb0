import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { QuietWait } from '../../../shared/campaign.ts';
import { useCityName } from '../../ui/use-city-name.ts';
import { useFormat } from '../../ui/use-format.ts';

/** Places that are named one by one; the rest are told together. */
const NAMED = 3;

/** How many messages wait for the morning, and where it is. */
export function QuietWaits({ waits }: { waits: readonly QuietWait[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const cityOf = useCityName();
  const named = waits.length > NAMED + 1 ? waits.slice(0, NAMED) : waits;
  const rest = waits.slice(named.length);
  const others = rest.reduce((sum, { messages }) => sum + messages, 0);
  const last = rest.at(-1);

  return (
    <>
      {named.map(({ zone, messages, until }) => (
        <Text key={`${zone} ${until}`}>
          {t('quiet.wait', {
            count: messages,
            number: format.count(messages),
            clock: format.clockIn(until, zone),
            place: cityOf(zone),
          })}
        </Text>
      ))}
      {last && (
        <Text>
          {t('quiet.others', {
            count: others,
            number: format.count(others),
            moment: format.dateTime(last.until),
          })}
        </Text>
      )}
    </>
  );
}
