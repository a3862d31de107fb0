import { ActionIcon, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface PagerProps {
  /** What is shown, in words: the rows of this page, and of how many. */
  shown: string;
  hasPrevious: boolean;
  hasNext: boolean;
  busy: boolean;
  onPrevious: () => void;
  onNext: () => void;
}

/** A page back, a page on. */
export function Pager({ shown, hasPrevious, hasNext, busy, onPrevious, onNext }: PagerProps) {
  const { t } = useTranslation();
  return (
    <Group justify="flex-end" gap="xs" component="nav" aria-label={t('ui.pages.label')}>
      <Text c="dimmed" size="xs" className="number" component="output" mr="xs">
        {shown}
      </Text>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t('ui.pages.previous')}
        disabled={!hasPrevious || busy}
        onClick={onPrevious}
      >
        <IconChevronLeft size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t('ui.pages.next')}
        disabled={!hasNext || busy}
        onClick={onNext}
      >
        <IconChevronRight size={18} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
