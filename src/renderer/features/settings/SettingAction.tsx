import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface SettingActionProps {
  label: string;
  /** Between the label and the hint. */
  value?: ReactNode;
  hint: string;
  /** What can be done, at the right. */
  children: ReactNode;
}

/** One thing that can be done in the settings: what it is about, and its button. */
export function SettingAction({ label, value, hint, children }: SettingActionProps) {
  return (
    <Group justify="space-between" align="flex-start" gap="md">
      <div style={{ flex: '1 1 280px', minWidth: 0 }}>
        <Text fw={600}>{label}</Text>
        {value}
        <Text c="dimmed" size="sm">
          {hint}
        </Text>
      </div>
      {children}
    </Group>
  );
}
