import { Button, Group, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Notice } from '../../ui/Notice.tsx';
import { useEngineState } from '../../ui/use-engine-state.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useRestored } from './restored.ts';

/** After a restore: what Kaptar did so that nothing goes out twice, and what the operator has to look at. */
export function RestoredNote() {
  const { t } = useTranslation();
  const format = useFormat();
  const { restored, dismiss } = useRestored();
  const engine = useEngineState();
  // Before that the screens show what was.
  if (!restored || engine?.state !== 'ready') return null;

  const { uncertain, paused, optOuts } = restored;
  const counted = (count: number) => ({ count, number: format.count(count) });
  return (
    <Notice
      edge
      live="status"
      tone="info"
      icon={<IconCircleCheck aria-hidden />}
      title={t('restore.done.title')}
    >
      {uncertain > 0 && <Text>{t('restore.done.uncertain', counted(uncertain))}</Text>}
      {paused > 0 && <Text>{t('restore.done.paused', counted(paused))}</Text>}
      {optOuts > 0 && <Text>{t('restore.done.optOuts', counted(optOuts))}</Text>}
      {uncertain + paused === 0 && <Text>{t('restore.done.nothing')}</Text>}
      <Group gap="sm" mt="xs">
        {uncertain + paused > 0 && (
          <Button size="xs" variant="default" component={Link} href="/campaigns" onClick={dismiss}>
            {t('restore.done.look')}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={dismiss}>
          {t('actions.close')}
        </Button>
      </Group>
    </Notice>
  );
}
