import type { MessageState } from '../../../shared/message.ts';
import { stateFill } from './StatePatterns.tsx';
import { Swatch } from './Swatch.tsx';

interface StateSwatchProps {
  state: MessageState;
  /** Fills the box around it instead of being a small square. */
  stretch?: boolean;
}

/** A piece of a state's colour and pattern. */
export function StateSwatch({ state, stretch = false }: StateSwatchProps) {
  return <Swatch fill={stateFill(state)} stretch={stretch} />;
}
