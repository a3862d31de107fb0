import { Button } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Account } from '../../../shared/account.ts';
import { Card } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/use-format.ts';

interface EmptyInboxProps {
  /** The accounts of providers that receive. */
  receiving: readonly Account[];
  /** Looks for new messages; null where no account can. */
  look: ReactNode;
}

/** Why there is nothing to read, and the one thing to do about it. */
export function EmptyInbox({ receiving, look }: EmptyInboxProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [first] = receiving;
  const icon = <IconInbox size={28} aria-hidden />;

  if (!first) {
    return (
      <Card>
        <Empty
          icon={icon}
          title={t('inbox.none.title')}
          action={
            <Button component={Link} href="/accounts/new">
              {t('inbox.none.action')}
            </Button>
          }
        >
          {t('inbox.none.body')}
        </Empty>
      </Card>
    );
  }
  if (!look) {
    return (
      <Card>
        <Empty
          icon={icon}
          title={t('accounts.noSecret.title')}
          action={
            <Button component={Link} href={`/accounts/${first.id}`}>
              {t('accounts.noSecret.action')}
            </Button>
          }
        >
          {t('inbox.noKey', { account: first.name })}
        </Empty>
      </Card>
    );
  }
  const account = format.list(receiving.map(({ name }) => name));
  const pauses = receiving
    .map(({ settings }) => Number(settings['inboxSeconds']))
    .filter((pause) => pause > 0);
  return (
    <Card>
      <Empty icon={icon} title={t('inbox.empty.title')} action={look}>
        {pauses.length > 0
          ? t('inbox.empty.looks', { account, pause: format.duration(Math.min(...pauses) * 1000) })
          : t('inbox.empty.byHand', { account })}
      </Empty>
    </Card>
  );
}
