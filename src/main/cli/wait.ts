import { setTimeout as sleep } from 'node:timers/promises';
import type { CampaignProgress } from '../../shared/campaign.ts';
import type { App } from '../engine/app.ts';
import type { Context } from './command.ts';
import { ask, type Interrupted, untilSignal, withEngine, withStore } from './engine.ts';
import type { Output } from './output.ts';
import { campaignExitCode, counts, printStatus } from './status.ts';

/** How far `--wait` waits. */
export const goals = ['accepted', 'final'] as const;
export type Goal = (typeof goals)[number];

/**
 * Sends from this process what `begin` starts (it answers the campaign's id), waits for the goal, lets the
 * wire drain and prints the status. Answers the exit code.
 */
export async function sendAndWait(
  context: Context,
  goal: Goal,
  begin: (app: App, interruption: AbortSignal) => Promise<number>,
): Promise<number> {
  return untilSignal(context, async (interruption) => {
    const id = await withEngine(context, async (app) => {
      const started = await begin(app, interruption);
      const { accountId } = await ask(app, 'campaigns.get', { id: started });
      await app.serve(accountId);
      await waitFor(app, started, goal, interruption, context.output);
      return started;
    });
    // Read again after the engine has stopped: what was on the wire has settled by now.
    const campaign = await withStore(context, (app) => ask(app, 'campaigns.get', { id }));
    await printStatus(context.output, campaign);
    const interrupted = interruption.reason as Interrupted | undefined;
    return interrupted?.exitCode ?? campaignExitCode(campaign);
  });
}

/** Whether there is nothing more to wait for. */
export function isOver(
  { state, states, lookupsPending }: Pick<CampaignProgress, 'state' | 'states' | 'lookupsPending'>,
  goal: Goal,
): boolean {
  // Nothing more is sent, but what is on the wire still settles.
  if (state === 'paused' || state === 'cancelled') return states.sending === 0;
  if (states.queued + states.sending + lookupsPending > 0) return false;
  // The engine calls it finished a moment after the last message; the status should say so.
  if (states.unknown === 0 && state !== 'finished') return false;
  return goal === 'accepted' || states.accepted === 0;
}

/** Between two questions: short against a second, and the store answers in a fraction of it. */
const POLL_MS = 100;

/** Waits until the goal is reached, the campaign stands still, or an operator interrupts. */
async function waitFor(
  app: App,
  id: number,
  goal: Goal,
  interruption: AbortSignal,
  output: Output,
): Promise<void> {
  while (!interruption.aborted) {
    const progress = await ask(app, 'campaigns.progress', { id });
    if (isOver(progress, goal)) return;
    output.progress(progressLine(progress));
    await sleep(POLL_MS, undefined, { signal: interruption }).catch(() => {});
  }
}

function progressLine({ states, rate, remainingMs }: CampaignProgress): string {
  if (states.queued === 0) return counts(states);
  const left = remainingMs === null ? '' : ` · ${duration(remainingMs)} left`;
  return `${counts(states)} · ${rate.toFixed(1)}/s${left}`;
}

function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
