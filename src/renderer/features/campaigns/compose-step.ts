/** The four steps of a new campaign, in their order. */
export const composeSteps = ['audience', 'message', 'when', 'review'] as const;
export type ComposeStep = (typeof composeSteps)[number];

/** The step after this one on a way through them; null after the last. */
export function nextStep(way: readonly ComposeStep[], step: ComposeStep): ComposeStep | null {
  return way[way.indexOf(step) + 1] ?? null;
}

/** The step before this one on a way through them; null before the first. */
export function previousStep(way: readonly ComposeStep[], step: ComposeStep): ComposeStep | null {
  return way[way.indexOf(step) - 1] ?? null;
}
