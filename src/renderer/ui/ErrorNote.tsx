import { Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Notice } from './Notice.tsx';
import { useErrorWords } from './use-error-words.ts';

interface ErrorNoteProps {
  error: unknown;
  onRetry?: () => void;
}

/** A trouble in words, where the thing that failed would have stood. */
export function ErrorNote({ error, onRetry }: ErrorNoteProps) {
  const { t } = useTranslation();
  const { title, body, detail } = useErrorWords()(error);
  return (
    <Notice tone="trouble" live="alert" icon={<IconAlertTriangle aria-hidden />} title={title}>
      <Text>{body}</Text>
      {detail && (
        <Text c="dimmed" mt={4}>
          {detail}
        </Text>
      )}
      {onRetry && (
        <Group mt="sm">
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('actions.retry')}
          </Button>
        </Group>
      )}
    </Notice>
  );
}
