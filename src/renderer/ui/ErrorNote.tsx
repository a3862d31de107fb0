import { Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from './Notice.tsx';
import { useErrorWords } from './use-error-words.ts';

interface ErrorNoteProps {
  error: unknown;
  /** What mends it, where that is more than to try again. */
  action?: ReactNode;
  onRetry?: () => void;
}

/** A trouble in words, where the thing that failed would have stood. */
export function ErrorNote({ error, action, onRetry }: ErrorNoteProps) {
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
      {(action || onRetry) && (
        <Group mt="sm" gap="sm">
          {action}
          {onRetry && (
            <Button size="xs" variant="default" onClick={onRetry}>
              {t('actions.retry')}
            </Button>
          )}
        </Group>
      )}
    </Notice>
  );
}
