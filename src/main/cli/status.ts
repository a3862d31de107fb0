import type { Campaign, PauseReason } from '../../shared/campaign.ts';
import { MessageState, type StateCounts } from '../../shared/message.ts';
import type { Money } from '../../shared/money.ts';
import { exitCode } from './exit-code.ts';
import { oneLine, type Output } from './output.ts';

/** Prints where a campaign stands: the last line of every command that moves one. */
export async function printStatus(output: Output, campaign: Campaign): Promise<void> {
  const { id, name, state, pauseReason, states, parts, cost } = campaign;
  const money = cost && amount(cost);
  await output.print(
    { campaign: id, name, state, pauseReason, states, parts, ...(money ?? { cost: null, currency: null }) },
    words(campaign),
  );
}

/** Whether what was asked for was done in full. Not delivered and expired messages were sent. */
export function campaignExitCode({ state, states }: Pick<Campaign, 'state' | 'states'>): number {
  const stands = state === 'paused' || state === 'cancelled';
  const missing = states.failed + states.unknown + states.skipped;
  return stands || missing > 0 ? exitCode.incomplete : exitCode.done;
}

/** An amount as JSON and people write it. */
function amount(money: Money): { cost: number; currency: string } {
  return { cost: money.micros / 1e6, currency: money.currency };
}

/** `accepted 1,200 · failed 3`: the states that hold any. */
export function counts(states: StateCounts): string {
  const held = MessageState.options.filter((state) => states[state] > 0);
  return held.map((state) => `${state} ${states[state].toLocaleString('en')}`).join(' · ') || 'no messages';
}

/** A moment in the computer's own zone, which it names. */
export function localTime(at: number): string {
  return new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'long' });
}

const reasons: Readonly<Record<PauseReason, string>> = {
  operator: 'by an operator',
  auth: 'the provider does not take the key',
  balance: 'the account is out of money',
  failures: 'too many messages in a row were refused',
  unknowns: 'too many messages in a row went without an answer',
  offline: 'the provider cannot be reached',
  'missed-schedule': 'its time passed while Kaptar was not running',
};

function words(campaign: Campaign): string {
  const { id, name, state, pauseReason, pauseDetail, scheduledAt, states, total, parts, cost } = campaign;
  const lines = [`Campaign ${id} "${oneLine(name)}" is ${state}.`];
  if (pauseReason)
    lines.push(`  Paused: ${reasons[pauseReason]}.${pauseDetail ? ` ${oneLine(pauseDetail)}` : ''}`);
  if (state === 'scheduled' && scheduledAt !== null) lines.push(`  Starts ${localTime(scheduledAt)}.`);
  lines.push(
    `  ${counts(states)}`,
    `  ${total.toLocaleString('en')} messages, ${parts.toLocaleString('en')} parts`,
  );
  if (cost) lines.push(`  Charged so far: ${amount(cost).cost} ${cost.currency}`);
  return lines.join('\n');
}
