/** The four steps of a new campaign, in their order. */
export const composeSteps = ['audience', 'message', 'when', 'review'] as const;
export type ComposeStep = (typeof composeSteps)[number];

/** The step after this one; null after the last. */
export function nextStep(step: ComposeStep): ComposeStep | null {
  return composeSteps[composeSteps.indexOf(step) + 1] ?? null;
}

/** The step before this one; null before the first. */
export function previousStep(step: ComposeStep): ComposeStep | null {
  return composeSteps[composeSteps.indexOf(step) - 1] ?? null;
}
