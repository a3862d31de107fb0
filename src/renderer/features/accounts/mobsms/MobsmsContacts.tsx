import { Button, Group, NumberInput, Progress, Stack, Text } from '@mantine/core';
import { IconAddressBook, IconCheck } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Account } from '../../../../shared/account.ts';
import { useCall } from '../../../api.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { Fold } from '../../../ui/Fold.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { ListSelect } from '../../contacts/ListSelect.tsx';
import { Answer } from '../Answer.tsx';
import { ProviderTrouble } from '../ProviderTrouble.tsx';
import { usePushContacts } from './use-push-contacts.ts';

/** Copies one of Kaptar's lists to the address book of MobSMS. */
export function MobsmsContacts({ account }: { account: Account }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lists = useCall('lists.list', {});
  const push = usePushContacts(account.id);
  const [listId, setListId] = useState<number | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [groupId, setGroupId] = useState<string | number>('');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (listId === null) return;
    push.start({ listId, groupId: typeof groupId === 'number' ? groupId : null });
  };

  return (
    <Panel title={t('mobsms.contacts.title')} description={t('mobsms.contacts.hint')}>
      <Answer accountId={account.id} query={lists} height={160}>
        {(known) =>
          known.length === 0 ? (
            <Empty
              icon={<IconAddressBook size={28} aria-hidden />}
              title={t('mobsms.contacts.empty.title')}
              action={
                <Button component={Link} href="/contacts/import">
                  {t('contacts.import')}
                </Button>
              }
            >
              {t('mobsms.contacts.empty.body')}
            </Empty>
          ) : (
            <form onSubmit={submit}>
              <Stack gap="md" maw={420}>
                <ListSelect lists={known} value={listId} onChange={setListId} disabled={push.running} />
                <Fold label={t('accounts.advanced')} opened={isOpen} onToggle={() => setIsOpen(!isOpen)}>
                  <NumberInput
                    pt="md"
                    label={t('mobsms.contacts.group.label')}
                    description={t('mobsms.contacts.group.hint')}
                    hideControls
                    allowDecimal={false}
                    allowNegative={false}
                    min={1}
                    value={groupId}
                    onChange={setGroupId}
                    disabled={push.running}
                  />
                </Fold>
                <div>
                  <Button type="submit" loading={push.running} disabled={listId === null}>
                    {t('mobsms.contacts.action')}
                  </Button>
                </div>
              </Stack>
            </form>
          )
        }
      </Answer>
      <PushProgress push={push} />
      {push.done && (
        <Notice
          tone="info"
          live="status"
          icon={<IconCheck aria-hidden />}
          title={t('mobsms.contacts.done', {
            count: push.done.imported,
            number: format.count(push.done.imported),
          })}
        >
          <Text>
            {t('mobsms.contacts.skipped', {
              count: push.done.skipped,
              number: format.count(push.done.skipped),
            })}
          </Text>
        </Notice>
      )}
      {push.error && <ProviderTrouble accountId={account.id} error={push.error} />}
    </Panel>
  );
}

function PushProgress({ push }: { push: ReturnType<typeof usePushContacts> }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!push.running) return null;
  const { done, total } = push.progress ?? { done: 0, total: 0 };
  return (
    <div>
      <Progress
        value={total > 0 ? (done / total) * 100 : 0}
        size="lg"
        aria-label={t('mobsms.contacts.bar')}
      />
      <Group mt={6}>
        <Text c="dimmed" className="number" component="output">
          {total > 0
            ? t('mobsms.contacts.progress', { done: format.count(done), total: format.count(total) })
            : t('mobsms.contacts.starting')}
        </Text>
      </Group>
    </div>
  );
}
