import { Button, SimpleGrid, Text, Title } from '@mantine/core';
import { IconPlugConnected, IconSparkles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useQueryClient } from '@tanstack/react-query';
import type { CallOutput } from '../../../shared/contract.ts';
import { useAction } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { Page } from '../../ui/Page.tsx';
import { PigeonMark } from '../../ui/PigeonMark.tsx';
import { useTell } from '../../ui/use-tell.tsx';
import classes from './FirstRun.module.css';

/** The first thing anybody sees: try it without any key, or connect a provider. */
export function FirstRun() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const tell = useTell();
  const prepare = useAction('demo.prepare');

  const begin = async ({ account, listId }: CallOutput<'demo.prepare'>) => {
    // The next screen would believe the old answer, that there is no account.
    await client.invalidateQueries();
    navigate(`/campaigns/new/try/${account.id}/${listId}`);
  };

  return (
    <Page width="welcome" title={t('firstRun.title')} description={t('firstRun.description')}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="lg">
        <Card labelledBy="first-run-try">
          <div className={classes.choice}>
            <div className={classes.mark}>
              <PigeonMark size={48} />
            </div>
            <Title order={2} id="first-run-try">
              {t('firstRun.try.title')}
            </Title>
            <Text c="dimmed">{t('firstRun.try.body')}</Text>
            <Button
              size="md"
              className={classes.action}
              leftSection={<IconSparkles size={19} aria-hidden />}
              loading={prepare.isPending}
              // Not a callback of `mutate`: the account is there before the contacts are, and this screen is gone by then.
              onClick={() => void prepare.mutateAsync({}).then(begin, tell.trouble)}
            >
              {t('firstRun.try.action')}
            </Button>
          </div>
        </Card>
        <Card labelledBy="first-run-connect">
          <div className={classes.choice}>
            <div className={classes.mark}>
              <span className={classes.plug}>
                <IconPlugConnected size={26} stroke={1.7} aria-hidden />
              </span>
            </div>
            <Title order={2} id="first-run-connect">
              {t('firstRun.connect.title')}
            </Title>
            <Text c="dimmed">{t('firstRun.connect.body')}</Text>
            <Button
              component={Link}
              href="/accounts/new"
              size="md"
              variant="default"
              className={classes.action}
            >
              {t('firstRun.connect.action')}
            </Button>
          </div>
        </Card>
      </SimpleGrid>
      <Text c="dimmed" size="xs" ta="center">
        {t('firstRun.promise')}
      </Text>
    </Page>
  );
}
