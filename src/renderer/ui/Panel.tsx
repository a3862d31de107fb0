import { Group, Stack, Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { Card } from './Card.tsx';

interface PanelProps {
  title: string;
  description?: ReactNode;
  /** Stands at the right of the title. */
  actions?: ReactNode;
  children?: ReactNode;
}

/** One sheet of a page, under its own heading. */
export function Panel({ title, description, actions, children }: PanelProps) {
  const heading = useId();
  return (
    <Card labelledBy={heading}>
      <Stack gap="md">
        <Group justify="space-between" align={description ? 'flex-start' : 'center'} wrap="nowrap" gap="md">
          <div style={{ minWidth: 0 }}>
            <Title order={2} id={heading}>
              {title}
            </Title>
            {description && (
              <Text c="dimmed" mt={2} maw={680} component="div">
                {description}
              </Text>
            )}
          </div>
          {actions && (
            <Group gap="sm" wrap="nowrap" flex="none" my={-4}>
              {actions}
            </Group>
          )}
        </Group>
        {children}
      </Stack>
    </Card>
  );
}
