/** The value below which `share` (0 to 1) of the values lie (nearest rank); NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

/** The middle of several runs of the same: one that the machine disturbed does not count. */
export const median = (values: readonly number[]): number => percentile(values, 0.5);
