import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MessageState } from '../../shared/message.ts';
import classes from './ColourBadge.module.css';

interface ColourBadgeProps {
  /** The message state whose colour it has. */
  colour: MessageState;
  icon?: ReactNode;
  children: ReactNode;
}

/** A word about one thing, in the colour of a message state that means the same. */
export function ColourBadge({ colour, icon, children }: ColourBadgeProps) {
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
