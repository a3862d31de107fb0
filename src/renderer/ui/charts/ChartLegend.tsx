import classes from './ChartLegend.module.css';
import { Swatch } from './Swatch.tsx';

/** What one colour of a chart stands for. */
export interface LegendEntry {
  readonly key: string;
  readonly label: string;
  /** A colour, or the address of a pattern. */
  readonly fill: string;
  /** How much of it there is, where the chart itself does not say so. */
  readonly value?: string;
}

interface ChartLegendProps {
  entries: readonly LegendEntry[];
  /** Below each other, the values in a column. */
  stacked?: boolean;
}

/** What the colours and patterns of a chart mean, in the chart's own order. */
export function ChartLegend({ entries, stacked = false }: ChartLegendProps) {
  return (
    <ul className={classes.legend} data-stacked={stacked || undefined}>
      {entries.map(({ key, label, fill, value }) => (
        <li key={key} className={classes.entry}>
          <Swatch fill={fill} />
          <span>{label}</span>
          {value !== undefined && <span className={classes.value}>{value}</span>}
        </li>
      ))}
    </ul>
  );
}
