import { Button, Group, Progress, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAction, useLatest } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { useFormat } from '../../ui/use-format.ts';

/** The third step: how far the import is, and the way to stop it. */
export function ImportProgress({ name }: { name: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const progress = useLatest('import.progress');
  const cancel = useAction('import.cancel');
  const share = progress && progress.bytesTotal > 0 ? progress.bytesRead / progress.bytesTotal : 0;

  return (
    <Card labelledBy="import-heading">
      <Title order={2} id="import-heading">
        {t('import.running.title', { name })}
      </Title>
      <Progress value={share * 100} size="lg" mt="md" mb="xs" aria-label={t('import.running.bar')} />
      <Group justify="space-between">
        <Text c="dimmed" className="number" component="output">
          {progress
            ? t('import.running.rows', {
                count: progress.rows,
                number: format.count(progress.rows),
                share: format.percent(share),
              })
            : t('import.running.starting')}
        </Text>
        <Button
          variant="default"
          loading={cancel.isPending || cancel.isSuccess}
          onClick={() => cancel.mutate({})}
        >
          {t('import.running.cancel')}
        </Button>
      </Group>
    </Card>
  );
}
