import { ActionIcon, Group, Skeleton, Text, Title } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Routing } from '../../../shared/campaign.ts';
import type { Rendering } from '../../../shared/calls/campaigns.ts';
import { formatPhone } from '../../../shared/phone.ts';
import { roomOf } from '../../../shared/segments.ts';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useFormat } from '../../ui/use-format.ts';
import classes from './MessagePreview.module.css';

interface MessagePreviewProps {
  listId: number | null;
  accountId: number | null;
  routing: Routing | null;
  /** Empty while nothing is written. */
  template: string;
}

/** The text as real people of the list would get it, one after the other. */
export function MessagePreview({ listId, accountId, routing, template }: MessagePreviewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const headingId = useId();
  const [place, setPlace] = useState({ listId, offset: 0 });
  const offset = place.listId === listId ? place.offset : 0;
  const preview = useCall(
    'campaigns.preview',
    { listId: listId ?? 0, template, accountId, routing, offset, limit: 1 },
    { enabled: listId !== null && template !== '', keepLast: true },
  );
  const shown = template === '' || listId === null ? undefined : preview.data;
  const rendering = shown?.recipients[0];
  const total = shown?.total ?? 0;
  const go = (to: number) => setPlace({ listId, offset: to });

  return (
    <Card labelledBy={headingId}>
      <Group justify="space-between" mb="md" wrap="nowrap">
        <Title order={2} id={headingId}>
          {t('preview.title')}
        </Title>
        {total > 1 && (
          <Group gap={4} wrap="nowrap">
            <ActionIcon
              variant="default"
              aria-label={t('preview.previous')}
              disabled={offset === 0}
              onClick={() => go(offset - 1)}
            >
              <IconChevronLeft size={17} aria-hidden />
            </ActionIcon>
            <Text size="xs" c="dimmed" className={`number ${classes.place}`}>
              {t('preview.place', { place: format.count(offset + 1), total: format.count(total) })}
            </Text>
            <ActionIcon
              variant="default"
              aria-label={t('preview.next')}
              disabled={offset + 1 >= total}
              onClick={() => go(offset + 1)}
            >
              <IconChevronRight size={17} aria-hidden />
            </ActionIcon>
          </Group>
        )}
      </Group>
      {preview.isError && <ErrorNote error={preview.error} />}
      {!preview.isError && !rendering && template !== '' && listId !== null && preview.isFetching && (
        <Skeleton height={96} radius="lg" />
      )}
      {!preview.isError && !rendering && !(template !== '' && listId !== null && preview.isFetching) && (
        <Text c="dimmed">{t('preview.nothingYet')}</Text>
      )}
      {rendering && <Bubble rendering={rendering} />}
    </Card>
  );
}

function Bubble({ rendering }: { rendering: Rendering }) {
  const { t } = useTranslation();
  const format = useFormat();

  return (
    <>
      <Text size="xs" c="dimmed" mb={6}>
        {t('preview.to', { name: rendering.name, phone: formatPhone(rendering.recipient) })}
      </Text>
      <div className={classes.bubble} data-skipped={rendering.skip !== null || undefined}>
        {rendering.text}
      </div>
      <Text size="xs" c="dimmed" mt={8} className="number">
        {t('preview.size', {
          count: rendering.parts,
          number: format.count(rendering.parts),
          units: format.count(rendering.units),
          room: format.count(roomOf(rendering.encoding, rendering.parts)),
          encoding: t(`alphabets.${rendering.encoding}`),
        })}
      </Text>
      {rendering.skip && (
        <Text mt={8} c="var(--undelivered-text)" fw={550}>
          {t(`preview.skip.${rendering.skip}`, { fields: format.list(rendering.missingFields) })}
        </Text>
      )}
    </>
  );
}
