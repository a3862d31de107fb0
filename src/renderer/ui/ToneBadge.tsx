import type { ReactNode } from 'react';
import { ColourBadge } from './ColourBadge.tsx';

interface ToneBadgeProps {
  /** Goes well, waits, needs a look, or says nothing of the kind. */
  tone: 'good' | 'waiting' | 'warning' | 'plain';
  icon?: ReactNode;
  children: ReactNode;
}

/** Message states whose colours mean the same. */
const colourOf = { good: 'delivered', waiting: 'accepted', warning: 'undelivered', plain: 'queued' } as const;

/** A word about one thing, in a colour that goes with it. */
export function ToneBadge({ tone, ...badge }: ToneBadgeProps) {
  return <ColourBadge colour={colourOf[tone]} {...badge} />;
}
