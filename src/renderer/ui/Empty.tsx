import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Empty.module.css';

interface EmptyProps {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

/** Where there is nothing yet: says so, why, and the one thing to do about it. */
export function Empty({ icon, title, children, action }: EmptyProps) {
  return (
    <Stack className={classes.empty} align="center" gap="xs">
      <div className={classes.icon}>{icon}</div>
      <Title order={2}>{title}</Title>
      <Text c="dimmed" maw={420}>
        {children}
      </Text>
      {action && <div className={classes.action}>{action}</div>}
    </Stack>
  );
}
