import { Button, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Violation } from '../../../shared/violation.ts';
import { useAction, useCall } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { SettingAction } from './SettingAction.tsx';

/** Proves that the books hold what Kaptar promises, or says what is wrong and what to do. */
export function CheckBooks() {
  const { t } = useTranslation();
  const format = useFormat();
  const check = useAction('store.verify');
  const last = useCall('store.lastCheck', {});
  const byItself = check.data ? null : last.data;
  const violations = check.data?.violations ?? last.data?.violations;

  return (
    <Stack gap="sm">
      <SettingAction label={t('preferences.check.label')} hint={t('preferences.check.hint')}>
        <Button variant="default" loading={check.isPending} onClick={() => check.mutate({})}>
          {t('preferences.check.action')}
        </Button>
      </SettingAction>
      {check.isPending && (
        <Text component="output" c="dimmed">
          {t('preferences.check.running')}
        </Text>
      )}
      {check.isError && <ErrorNote error={check.error} />}
      {violations && !check.isPending && (
        <CheckResult
          violations={violations}
          when={
            byItself
              ? t('preferences.check.byItself', { time: format.dateTime(byItself.at) })
              : t('preferences.check.at', { time: format.dateTime(check.submittedAt) })
          }
        />
      )}
    </Stack>
  );
}

function CheckResult({ violations, when }: { violations: readonly Violation[]; when: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (violations.length === 0) {
    return (
      <Notice
        tone="neutral"
        live="status"
        icon={<IconCircleCheck aria-hidden />}
        title={t('preferences.check.good')}
      >
        <Text c="dimmed">{when}</Text>
      </Notice>
    );
  }
  return (
    <Notice
      tone="trouble"
      live="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('preferences.check.bad')}
    >
      <Text c="dimmed">{when}</Text>
      <List my="xs" spacing={4}>
        {violations.map(({ code, rows, detail }) => (
          <List.Item key={code}>
            {t(`violations.${code}`, { number: format.count(rows) })}
            {detail !== null && (
              <Text c="dimmed" size="sm" style={{ overflowWrap: 'anywhere' }}>
                {detail}
              </Text>
            )}
          </List.Item>
        ))}
      </List>
      <Text>{t('preferences.check.advice')}</Text>
    </Notice>
  );
}
