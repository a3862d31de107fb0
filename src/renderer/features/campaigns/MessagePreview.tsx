import { ActionIcon, Group, SegmentedControl, Skeleton, Text, Title } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useId, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rendering } from '../../../shared/calls/campaigns.ts';
import { formatPhone } from '../../../shared/phone.ts';
import { roomOf } from '../../../shared/segments.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useFormat } from '../../ui/use-format.ts';
import classes from './MessagePreview.module.css';
import type { Preview } from './use-preview.ts';

/** The text on a phone, as real people of the list would get it, one after the other. */
export function MessagePreview({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const headingId = useId();
  const { order, setOrder, place, total, dearestOf, go, rendering, error, isLoading } = preview;

  const step = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const to = place + by;
    if (by === 0 || to < 0 || to >= total) return;
    event.preventDefault();
    go(to);
  };

  return (
    <Card labelledBy={headingId}>
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={2} id={headingId}>
          {t('preview.title')}
        </Title>
        {total > 1 && (
          <Group gap={4} wrap="nowrap">
            <ActionIcon
              variant="default"
              aria-label={t('preview.previous')}
              aria-keyshortcuts="ArrowLeft ArrowRight"
              onKeyDown={step}
              // `disabled` would drop the focus of whoever steps with the keyboard.
              data-disabled={place === 0}
              aria-disabled={place === 0}
              onClick={() => place > 0 && go(place - 1)}
            >
              <IconChevronLeft size={17} aria-hidden />
            </ActionIcon>
            <Text size="xs" c="dimmed" className={`number ${classes.place}`}>
              {t('preview.place', { place: format.count(place + 1), total: format.count(total) })}
            </Text>
            <ActionIcon
              variant="default"
              aria-label={t('preview.next')}
              aria-keyshortcuts="ArrowLeft ArrowRight"
              onKeyDown={step}
              data-disabled={place + 1 >= total}
              aria-disabled={place + 1 >= total}
              onClick={() => place + 1 < total && go(place + 1)}
            >
              <IconChevronRight size={17} aria-hidden />
            </ActionIcon>
          </Group>
        )}
      </Group>
      {(rendering || isLoading) && (
        <SegmentedControl
          fullWidth
          size="xs"
          mb="md"
          aria-label={t('preview.order.label')}
          value={order}
          onChange={setOrder}
          data={[
            { value: 'costliest', label: t('preview.order.costliest') },
            { value: 'list', label: t('preview.order.list') },
          ]}
        />
      )}
      {dearestOf !== null && (
        <Text size="xs" c="dimmed" ta="center" mb="sm" className="number">
          {t('preview.dearestOf', { shown: format.count(total), total: format.count(dearestOf) })}
        </Text>
      )}
      {error !== null && <ErrorNote error={error} />}
      {error === null && !rendering && isLoading && <Skeleton height={150} radius="lg" />}
      {error === null && !rendering && !isLoading && <Text c="dimmed">{t('preview.nothingYet')}</Text>}
      {rendering && (
        <div className={classes.phone}>
          <Bubble rendering={rendering} />
        </div>
      )}
    </Card>
  );
}

function Bubble({ rendering }: { rendering: Rendering }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { parts, encoding, units, cost, skip, missingFields } = rendering;
  const left = roomOf(encoding, parts) - units;

  return (
    <>
      <Text size="xs" c="dimmed" ta="center" mb={10}>
        {t('preview.to', { name: rendering.name, phone: formatPhone(rendering.recipient) })}
      </Text>
      <div className={classes.bubble} data-skipped={skip !== null || undefined}>
        {rendering.text}
      </div>
      <Text size="xs" c="dimmed" mt={8} className="number">
        {t('preview.size', {
          count: parts,
          number: format.count(parts),
          units: format.count(units),
          room: format.count(roomOf(encoding, parts)),
          encoding: t(`alphabets.${encoding}`),
        })}
      </Text>
      <Text size="xs" c="dimmed" className="number">
        {t('preview.left', { count: left, number: format.count(left) })}
        {cost && ` · ${format.price(cost)}`}
      </Text>
      {skip && (
        <Text mt={8} c="var(--undelivered-text)" fw={550}>
          {t(`preview.skip.${skip}`, { fields: format.list(missingFields) })}
        </Text>
      )}
    </>
  );
}
