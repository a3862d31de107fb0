import { Button, Skeleton } from '@mantine/core';
import { IconLockPassword } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Page } from '../../ui/Page.tsx';
import classes from './OtpDesk.module.css';
import { OtpDesk } from './OtpDesk.tsx';

/** One-time codes: sent to one person, followed, and checked when the person reads them back. */
export function OtpPage() {
  const { t } = useTranslation();
  const accounts = useCall('accounts.list', {});
  return (
    <Page title={t('frame.otp')} description={t('otp.description')}>
      {accounts.isError && <ErrorNote error={accounts.error} onRetry={() => void accounts.refetch()} />}
      {accounts.isPending && (
        <div className={classes.columns}>
          <Skeleton height={520} radius="lg" />
          <Skeleton height={320} radius="lg" />
        </div>
      )}
      {accounts.data?.length === 0 && (
        <Card>
          <Empty
            icon={<IconLockPassword size={28} aria-hidden />}
            title={t('otp.noAccount.title')}
            action={
              <Button component={Link} href="/accounts/new">
                {t('otp.noAccount.action')}
              </Button>
            }
          >
            {t('otp.noAccount.body')}
          </Empty>
        </Card>
      )}
      {accounts.data && accounts.data.length > 0 && <OtpDesk accounts={accounts.data} />}
    </Page>
  );
}
