import classes from './Swatch.module.css';

interface SwatchProps {
  /** A colour, or the address of a pattern. */
  fill: string;
  /** Fills the box around it instead of being a small square. */
  stretch?: boolean;
}

/** A piece of what a chart is drawn with: in a bar, or in the legend that explains it. */
export function Swatch({ fill, stretch = false }: SwatchProps) {
  return (
    <svg aria-hidden className={classes.swatch} data-stretch={stretch || undefined}>
      <rect width="100%" height="100%" fill={fill} />
    </svg>
  );
}
