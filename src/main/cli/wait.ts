import { setTimeout as sleep } from 'node:timers/promises';
import type { Campaign, CampaignProgress, DiskTrouble } from '../../shared/campaign.ts';
import type { App } from '../engine/app.ts';
import type { Context } from './command.ts';
import { ask, type Interrupted, untilSignal, withEngine, withStore } from './engine.ts';
import type { Output } from './output.ts';
import { campaignExitCode, counts, duration, localTime, printStatus } from './status.ts';

/** How far `--wait` waits. */
export const goals = ['accepted', 'final'] as const;
export type Goal = (typeof goals)[number];

/** Starts something and answers its campaign's id; `serve` is for accounts that must send already by then. */
type Begin = (
  app: App,
  interruption: AbortSignal,
  serve: (accountId: number) => Promise<void>,
) => Promise<number>;
/** Prints how it ended. */
type Tell = (app: App, campaign: Campaign) => Promise<void>;

/**
 * Sends from this process what `begin` starts, waits for the goal, lets the wire drain and tells how it ended: by the campaign's status if not said otherwise. Answers the exit code.
 */
export async function sendAndWait(
  context: Context,
  goal: Goal,
  begin: Begin,
  tell: Tell = (_app, campaign) => printStatus(context.output, campaign),
): Promise<number> {
  return untilSignal(context, async (interruption) => {
    const id = await withEngine(context, async (app) => {
      const served = new Set<number>();
      const serve = async (accountId: number): Promise<void> => {
        // A second time would be taken for another try of what stands still.
        if (!served.has(accountId)) await app.serve(accountId);
        served.add(accountId);
      };
      const started = await begin(app, interruption, serve);
      const { accountIds } = await ask(app, 'campaigns.get', { id: started });
      for (const accountId of accountIds) await serve(accountId);
      await waitFor(app, started, goal, interruption, context.output);
      return started;
    });
    // Read again after the engine has stopped: what was on the wire has settled by now.
    const campaign = await withStore(context, async (app) => {
      const ended = await ask(app, 'campaigns.get', { id });
      await tell(app, ended);
      return ended;
    });
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

const diskWords: Readonly<Record<DiskTrouble, string>> = {
  full: 'there is no room on the disk; it goes on when there is',
  unwritable: 'the disk cannot be written to; it goes on when it can',
};

function progressLine({ states, rate, remainingMs, limit, quiet, disk }: CampaignProgress): string {
  if (disk) return `${counts(states)} · ${diskWords[disk]}`;
  if (states.queued === 0) return counts(states);
  if (limit)
    return `${counts(states)} · the account's limit of the ${limit.of} until ${localTime(limit.until)}`;
  const asleep = quiet.reduce((sum, { messages }) => sum + messages, 0);
  const [first] = quiet;
  if (first && asleep === states.queued)
    return `${counts(states)} · quiet hours until ${localTime(first.until)}`;
  const left = remainingMs === null ? '' : ` · ${duration(remainingMs)} left`;
  return `${counts(states)} · ${rate.toFixed(1)}/s${left}`;
}
