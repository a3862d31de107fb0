import { Button, Text } from '@mantine/core';
import { IconAlertTriangle, IconCrown, IconSearchOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { ApiError, useCall } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { EnterKeyButton } from './EnterKeyButton.tsx';

interface ProviderTroubleProps {
  accountId: number;
  error: unknown;
  onRetry?: () => void;
}

/** A trouble with a provider: a key that fails, what needs another plan, what it does not know, what it refuses. */
export function ProviderTrouble({ accountId, error, onRetry }: ProviderTroubleProps) {
  const { t } = useTranslation();
  const reason = error instanceof ApiError ? error.reason : null;
  const account = useCall('accounts.list', {}).data?.find(({ id }) => id === accountId);

  if (error instanceof ApiError && reason === 'account-upgrade') {
    return (
      <Notice
        tone="info"
        live="status"
        icon={<IconCrown aria-hidden />}
        title={t('accounts.trouble.upgrade.title')}
      >
        <Text>{t('accounts.trouble.upgrade.body')}</Text>
        <Words words={error.message} />
        <Button component={Link} href={`/accounts/${accountId}/subscription`} size="xs" mt="sm">
          {t('accounts.trouble.upgrade.action')}
        </Button>
      </Notice>
    );
  }
  if (error instanceof ApiError && (reason === 'account-not-found' || reason === 'account-refused')) {
    const isUnknown = reason === 'account-not-found';
    return (
      <Notice
        tone={isUnknown ? 'neutral' : 'trouble'}
        live="alert"
        icon={isUnknown ? <IconSearchOff aria-hidden /> : <IconAlertTriangle aria-hidden />}
        title={t(`accounts.trouble.${isUnknown ? 'notFound' : 'refused'}.title`)}
      >
        <Text>{t(`accounts.trouble.${isUnknown ? 'notFound' : 'refused'}.body`)}</Text>
        <Words words={error.message} />
      </Notice>
    );
  }
  const needsKey = account && !account.demo && reason === 'account-auth';
  return (
    <ErrorNote
      error={error}
      {...(needsKey ? { action: <EnterKeyButton account={account} /> } : {})}
      {...(onRetry ? { onRetry } : {})}
    />
  );
}

function Words({ words }: { words: string }) {
  const { t } = useTranslation();
  return (
    <Text c="dimmed" mt={4}>
      {t('errors.detail', { words })}
    </Text>
  );
}
