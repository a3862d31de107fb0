import { Button, Group, Text } from '@mantine/core';
import { IconArrowBackUp, IconClockPlay } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Campaign } from '../../../shared/campaign.ts';
import { callKey, useAction } from '../../api.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useNow } from '../../ui/use-now.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { useComposeDrafts } from './compose-drafts.tsx';
import { reopenDraft } from './reopen-draft.ts';

interface TakeBackNoticeProps {
  campaign: Campaign;
  /** When the first message goes, wall clock ms. */
  until: number;
}

/** Seconds count down before one's eyes. */
const EVERY = 250;

/** The seconds in which a campaign that was started has not begun, and the way back to its text. */
export function TakeBackNotice({ campaign, until }: TakeBackNoticeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const client = useQueryClient();
  const drafts = useComposeDrafts();
  const [, navigate] = useLocation();
  const now = useNow(EVERY);
  const takeBack = useAction('campaigns.takeBack');
  const sendNow = useAction('campaigns.start');
  const { id, name } = campaign;
  const busy = takeBack.isPending || sendNow.isPending;
  const left = Math.max(0, Math.ceil((until - now) / 1000));

  return (
    <Notice tone="info" live="status" icon={<IconClockPlay aria-hidden />} title={t('undo.title')}>
      {/* Spoken every second it would drown the rest. */}
      <Text aria-hidden className="number">
        {left > 0 ? t('undo.left', { count: left, number: format.count(left) }) : t('undo.begins')}
      </Text>
      <Group mt="sm" gap="sm">
        <Button
          leftSection={<IconArrowBackUp size={18} aria-hidden />}
          loading={takeBack.isPending}
          disabled={sendNow.isPending}
          onClick={() => {
            if (busy) return;
            takeBack.mutate(
              { id },
              {
                onSuccess: () => {
                  const path = reopenDraft(drafts, campaign);
                  tell.done(t('undo.done', { name }));
                  navigate(path);
                },
                onError: tell.trouble,
              },
            );
          }}
        >
          {t('undo.takeBack')}
        </Button>
        <Button
          variant="subtle"
          disabled={busy}
          onClick={() =>
            sendNow.mutate(
              { id },
              {
                onSuccess: (after) => client.setQueryData(callKey('campaigns.get', { id }), after),
                onError: tell.trouble,
              },
            )
          }
        >
          {t('undo.sendNow')}
        </Button>
      </Group>
    </Notice>
  );
}
