import { LineChart } from '@mantine/charts';
import classes from './Chart.module.css';

interface ShareLineProps {
  /** What the chart shows, in words, for who does not see it. */
  label: string;
  /** Of the line, in the tooltip. */
  name: string;
  /** From 0 to 1; null where there was nothing to have a share of. */
  points: readonly { readonly label: string; readonly share: number | null }[];
  format: (share: number) => string;
  color: string;
  height?: number;
}

/** A share over time, always on the whole scale: a small dip must not look like a fall. */
export function ShareLine({ label, name, points, format, color, height = 200 }: ShareLineProps) {
  return (
    <figure aria-label={label} className={classes.chart}>
      <div aria-hidden>
        <LineChart
          h={height}
          data={points.map((point) => ({ ...point }))}
          dataKey="label"
          series={[{ name: 'share', label: name, color }]}
          valueFormatter={format}
          curveType="linear"
          connectNulls
          tickLine="none"
          accessibilityLayer={false}
          lineProps={{ isAnimationActive: false }}
          dotProps={{ r: 2.5 }}
          xAxisProps={{ minTickGap: 16 }}
          yAxisProps={{ width: 56, domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1] }}
        />
      </div>
    </figure>
  );
}
