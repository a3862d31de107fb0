import { useTranslation } from 'react-i18next';
import { Skeleton } from '@mantine/core';
import { useCall } from '../../../api.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { Page } from '../../../ui/Page.tsx';
import { CallbackForm } from './CallbackForm.tsx';
import { CallbackTable } from './CallbackTable.tsx';
import { ListenerNote } from './ListenerNote.tsx';

/** The listener for the providers' calls: whether it listens, where, and what it has heard. */
export function CallbacksPage() {
  const { t } = useTranslation();
  const standing = useCall('callbacks.get', {});
  return (
    <Page
      width="form"
      back={{ to: '/accounts', label: t('accounts.title') }}
      title={t('callbacks.title')}
      description={t('callbacks.about')}
    >
      {standing.isPending && <Skeleton height={360} radius="lg" />}
      {standing.isError && <ErrorNote error={standing.error} onRetry={() => void standing.refetch()} />}
      {standing.data && (
        <>
          <ListenerNote standing={standing.data} />
          <CallbackForm settings={standing.data.settings} />
          {standing.data.accounts.length > 0 && <CallbackTable standing={standing.data} />}
        </>
      )}
    </Page>
  );
}
