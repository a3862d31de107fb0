import type { MessageState } from '../../../shared/message.ts';
import { stateFill } from './StatePatterns.tsx';
import classes from './StateSwatch.module.css';

interface StateSwatchProps {
  state: MessageState;
  /** Fills the box around it instead of being a small square. */
  stretch?: boolean;
}

/** A piece of a state's colour and pattern: in a bar, or in the legend that explains it. */
export function StateSwatch({ state, stretch = false }: StateSwatchProps) {
  return (
    <svg aria-hidden className={classes.swatch} data-stretch={stretch || undefined}>
      <rect width="100%" height="100%" fill={stateFill(state)} />
    </svg>
  );
}
