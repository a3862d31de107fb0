import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './ToneBadge.module.css';

interface ToneBadgeProps {
  /** Goes well, waits, needs a look, or says nothing of the kind. */
  tone: 'good' | 'waiting' | 'warning' | 'plain';
  icon?: ReactNode;
  children: ReactNode;
}

/** Message states whose colours mean the same. */
const colourOf = { good: 'delivered', waiting: 'accepted', warning: 'undelivered', plain: 'queued' } as const;

/** A word about one thing, in a colour that goes with it. */
export function ToneBadge({ tone, icon, children }: ToneBadgeProps) {
  const colour = colourOf[tone];
  return (
    <Badge
      className={classes.badge}
      style={{
        color: `var(--${colour}-text)`,
        backgroundColor: `color-mix(in srgb, var(--${colour}-fill) 16%, transparent)`,
      }}
      leftSection={icon}
    >
      {children}
    </Badge>
  );
}
