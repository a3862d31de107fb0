import { DonutChart } from '@mantine/charts';
import { VisuallyHidden } from '@mantine/core';
import { useFormat } from '../use-format.ts';
import classes from './Donut.module.css';

/** One share of a whole. */
export interface DonutShare {
  key: string;
  label: string;
  value: number;
  /** A colour, or the address of a pattern. */
  fill: string;
}

interface DonutProps {
  label: string;
  shares: readonly DonutShare[];
  /** Stands in the middle: the one number that matters, and what it counts. */
  value: string;
  caption: string;
}

/** Pixels: four words of the caption have room in the hole. */
const SIZE = 184;
const THICKNESS = 24;

/** A whole and its shares; in words for those who hear it. */
export function Donut({ label, shares, value, caption }: DonutProps) {
  const format = useFormat();
  const present = shares.filter((share) => share.value > 0);
  return (
    <figure className={classes.donut}>
      <VisuallyHidden component="figcaption">{label}</VisuallyHidden>
      <VisuallyHidden component="ul">
        {present.map((share) => (
          <li key={share.key}>{`${share.label}: ${format.count(share.value)}`}</li>
        ))}
      </VisuallyHidden>
      <div aria-hidden className={classes.drawing}>
        <DonutChart
          data={present.map((share) => ({ name: share.label, value: share.value, color: share.fill }))}
          size={SIZE}
          thickness={THICKNESS}
          strokeWidth={2}
          strokeColor="var(--surface)"
          withTooltip={false}
          accessibilityLayer={false}
          // A chart that runs live would never come to rest.
          pieProps={{ isAnimationActive: false, rootTabIndex: -1, startAngle: 90, endAngle: -270 }}
        />
        <div className={classes.middle}>
          <span className={classes.value}>{value}</span>
          <span className={classes.caption}>{caption}</span>
        </div>
      </div>
    </figure>
  );
}
