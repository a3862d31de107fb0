import { Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BackupContents } from '../../../shared/calls/backups.ts';
import { Figure } from '../../ui/Figure.tsx';
import { useFormat } from '../../ui/use-format.ts';

/** What a copy holds, from when, and what the present data have beyond it. */
export function BackupFacts({ contents }: { contents: BackupContents }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { contacts, campaigns, messages, lastActivityAt } = contents;
  return (
    <Stack gap="md">
      <div>
        <Title order={3}>{t('restore.dialog.holds')}</Title>
        <Group gap="xl" mt={6}>
          <Figure label={t('restore.dialog.contacts')} value={format.count(contacts)} />
          <Figure label={t('restore.dialog.campaigns')} value={format.count(campaigns)} />
          <Figure label={t('restore.dialog.messages')} value={format.count(messages)} />
        </Group>
        <Text c="dimmed" mt={6}>
          {t('restore.dialog.last', {
            time: lastActivityAt === null ? t('restore.dialog.nothingYet') : format.dateTime(lastActivityAt),
          })}
        </Text>
      </div>
      <div>
        <Title order={3}>{t('restore.dialog.missing')}</Title>
        <Missing missing={contents.missing} />
      </div>
    </Stack>
  );
}

function Missing({ missing }: Pick<BackupContents, 'missing'>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (missing === null) return <Text mt={6}>{t('restore.dialog.missingUnknown')}</Text>;

  const { contacts, campaigns, messages } = missing;
  const counted = (count: number) => ({ count, number: format.count(count) });
  const words = [
    ...(contacts > 0 ? [t('restore.dialog.missingContacts', counted(contacts))] : []),
    ...(campaigns > 0 ? [t('restore.dialog.missingCampaigns', counted(campaigns))] : []),
    ...(messages > 0 ? [t('restore.dialog.missingMessages', counted(messages))] : []),
  ];
  return (
    <Text mt={6} fw={words.length > 0 ? 550 : 400}>
      {words.length > 0 ? format.list(words) : t('restore.dialog.missingNothing')}
    </Text>
  );
}
