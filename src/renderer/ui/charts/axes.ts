import { getNiceTickValues } from 'recharts';

/** Lines that can be read at a glance. */
const MOST_TICKS = 5;

/**
 * Pixels around a chart: half a line above the topmost value, what the last time reaches over at the right, and what
 * Mantine moves the values to the left by.
 */
export const chartMargin = { top: 10, right: 16, bottom: 4, left: 10 };

/** Times at even distances from the first one on, as many as there is room for. */
export const timeAxis = { interval: 'equidistantPreserveStart', minTickGap: 20 } as const;

/**
 * An axis from nought to the first round number (steps of 1, 2, 2.5 or 5 and their tens) that is not below `most`, as
 * wide as its values.
 *
 * @param fractions whether there is anything between one and two: of money there is, of messages not
 */
export function valueAxis(most: number, fractions: boolean) {
  const nice = getNiceTickValues([0, Math.max(most, 0)], MOST_TICKS, fractions, 'snap125');
  const end = nice.findIndex((tick) => tick > 0 && tick >= most);
  return axisOf(end === -1 ? [0, 1] : nice.slice(0, end + 1));
}

/** The whole scale of a share: a small dip must not look like a fall. */
export const shareAxis = axisOf([0, 0.25, 0.5, 0.75, 1]);

function axisOf(ticks: number[]) {
  const domain: [number, number] = [0, ticks.at(-1) ?? 1];
  return { width: 'auto', domain, ticks } as const;
}
