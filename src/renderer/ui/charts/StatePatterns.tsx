import type { ReactNode } from 'react';
import type { MessageState } from '../../../shared/message.ts';
import classes from './StatePatterns.module.css';

/** Side of a tile, pixels: coarse enough to be told apart in a bar of eight pixels, fine enough for a legend. */
const TILE = 8;

/** What is drawn on the colour of each state, so that they are told apart without it. */
const marks: Readonly<Record<MessageState, ReactNode>> = {
  delivered: null,
  accepted: <circle cx={4} cy={4} r={1.3} />,
  sending: <path d="M2 0V8M6 0V8" strokeWidth={1.2} />,
  unknown: <path d="M-2 2L2 -2M0 8L8 0M6 10L10 6" strokeWidth={2.8} />,
  undelivered: <path d="M0 0L8 8M8 0L0 8" strokeWidth={1.2} />,
  expired: <path d="M0 2H8M0 6H8" strokeWidth={1.2} />,
  failed: <path d="M-2 2L2 -2M-2 10L10 -2M6 10L10 6" strokeWidth={1.6} transform="matrix(-1 0 0 1 8 0)" />,
  cancelled: <path d="M0 4H8M4 0V8" strokeWidth={1} />,
  queued: null,
  skipped: <circle cx={4} cy={4} r={2.4} />,
};

/** How a shape is filled for a message state: with its colour and its pattern. Needs `StatePatterns` on the page. */
export function stateFill(state: MessageState): string {
  return `url(#state-${state})`;
}

/** The patterns of the ten message states: once on the page, for every bar, chart and legend. */
export function StatePatterns() {
  return (
    <svg aria-hidden width={0} height={0} className={classes.definitions}>
      <defs>
        {(Object.keys(marks) as MessageState[]).map((state) => (
          <pattern
            key={state}
            id={`state-${state}`}
            width={TILE}
            height={TILE}
            patternUnits="userSpaceOnUse"
            className={classes.mark}
          >
            <rect width={TILE} height={TILE} stroke="none" style={{ fill: `var(--${state}-fill)` }} />
            {marks[state]}
          </pattern>
        ))}
      </defs>
    </svg>
  );
}
