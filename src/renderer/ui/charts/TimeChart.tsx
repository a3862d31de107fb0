import { LineChart } from '@mantine/charts';
import { VisuallyHidden } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { chartMargin, timeAxis, valueAxis } from './axes.ts';
import classes from './TimeChart.module.css';

/** One line of a `TimeChart`. */
export interface TimeSeries<Key extends string> {
  key: Key;
  label: string;
  /** A CSS colour. */
  colour: string;
  /** Lengths of line and gap, so that the lines are told apart without their colour. */
  dash?: string;
}

interface TimeChartProps<Key extends string> {
  /** What is measured, its unit among it. */
  title: string;
  /** The gist in one sentence, for those who do not see the lines. */
  summary: string;
  /** One after the other, at even distances; `at` is wall clock ms. */
  points: readonly ({ at: number } & Readonly<Record<Key, number>>)[];
  series: readonly TimeSeries<Key>[];
  formatTime: (at: number) => string;
  formatValue: (value: number) => string;
  height?: number;
}

/** Something over time, as lines; as a table for those who hear it. */
export function TimeChart<Key extends string>(props: TimeChartProps<Key>) {
  const { title, summary, points, series, formatTime, formatValue, height = 190 } = props;
  const { t } = useTranslation();
  const heading = useId();
  const most = Math.max(...points.flatMap((point) => series.map(({ key }) => point[key])));

  return (
    <figure className={classes.chart} aria-labelledby={heading}>
      <figcaption className={classes.head}>
        <span id={heading} className={classes.title}>
          {title}
        </span>
        <span aria-hidden className={classes.legend}>
          {series.map(({ key, label, colour, dash }) => (
            <span key={key} className={classes.entry}>
              <svg width={22} height={8}>
                <line
                  x1={1}
                  x2={21}
                  y1={4}
                  y2={4}
                  style={{ stroke: colour }}
                  strokeWidth={2.5}
                  strokeDasharray={dash}
                />
              </svg>
              {label}
            </span>
          ))}
        </span>
      </figcaption>
      <VisuallyHidden>
        <p>{summary}</p>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('ui.charts.time')}</th>
              {series.map(({ key, label }) => (
                <th key={key} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.at}>
                <th scope="row">{formatTime(point.at)}</th>
                {series.map(({ key }) => (
                  <td key={key}>{formatValue(point[key])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
      <div aria-hidden>
        <LineChart
          h={height}
          data={points.map((point) => ({ ...point }))}
          dataKey="at"
          series={series.map(({ key, label, colour, dash }) => ({
            name: key,
            label,
            color: colour,
            ...(dash ? { strokeDasharray: dash } : {}),
          }))}
          curveType="linear"
          strokeWidth={2.25}
          withDots={false}
          gridAxis="x"
          tickLine="none"
          valueFormatter={formatValue}
          xAxisProps={{ ...timeAxis, tickFormatter: formatTime }}
          yAxisProps={{ ...valueAxis(most, true), tickFormatter: formatValue }}
          tooltipProps={{
            labelFormatter: (at) => (typeof at === 'number' ? formatTime(at) : null),
            isAnimationActive: false,
          }}
          tooltipAnimationDuration={0}
          // A chart that runs live would never come to rest.
          lineProps={{ isAnimationActive: false }}
          lineChartProps={{ accessibilityLayer: false, margin: chartMargin }}
        />
      </div>
    </figure>
  );
}
