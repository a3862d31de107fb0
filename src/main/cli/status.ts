import type { Campaign, PauseReason } from '../../shared/campaign.ts';
import { MessageState, type StateCounts } from '../../shared/message.ts';
import { type Money, toUnits } from '../../shared/money.ts';
import { exitCode } from './exit-code.ts';
import { oneLine, type Output } from './output.ts';

/** Prints where a campaign stands: the last line of every command that moves one. */
export async function printStatus(output: Output, campaign: Campaign): Promise<void> {
  await output.print(statusRecord(campaign), words(campaign));
}

/** A campaign as JSON. */
export function statusRecord(campaign: Campaign) {
  const { id, kind, name, state, pauseReason, pauseDetail, states, parts, cost } = campaign;
  const { accountIds: accounts, scheduledAt, providerHolds, partsDiffer } = campaign;
  return {
    campaign: id,
    kind,
    name,
    accounts,
    state,
    pauseReason,
    pauseDetail,
    scheduledAt: scheduledAt === null ? null : new Date(scheduledAt).toISOString(),
    providerHolds,
    states,
    parts,
    partsDiffer,
    ...costRecord(cost),
  };
}

/** Whether what was asked for was done in full. Not delivered and expired messages were sent. */
export function campaignExitCode({ state, states }: Pick<Campaign, 'state' | 'states'>): number {
  const stands = state === 'paused' || state === 'cancelled';
  const missing = states.failed + states.unknown + states.skipped;
  return stands || missing > 0 ? exitCode.incomplete : exitCode.done;
}

/** What was charged, as JSON: null twice where nobody said so. */
export function costRecord(cost: Money | null) {
  return { cost: cost && toUnits(cost), currency: cost && cost.currency };
}

/** An amount for a person, as exact as it is kept. */
export function moneyWords(money: Money): string {
  return `${toUnits(money)} ${money.currency}`;
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

/** `40 s`, `12 min`, `3 h 5 min`: rounded up. */
export function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const reasons: Readonly<Record<PauseReason, string>> = {
  operator: 'by an operator',
  auth: 'the provider does not take the key',
  balance: 'the account is out of money',
  failures: 'too many messages in a row were refused',
  unknowns: 'too many messages in a row went without an answer',
  offline: 'the provider cannot be reached; it goes on by itself once it can, while Kaptar is open',
  'missed-schedule': 'its time passed while Kaptar was not running or the provider out of reach',
  restored: 'the data were restored from a copy; what was in line may have been sent since',
};

/** Why something stands still, as a line of its own. */
export function pauseWords(reason: PauseReason, detail: string | null): string {
  return `  Paused: ${reasons[reason]}.${detail ? ` ${oneLine(detail)}` : ''}`;
}

function words(campaign: Campaign): string {
  const { id, name, state, pauseReason, pauseDetail, scheduledAt, states, total, parts, cost } = campaign;
  const lines = [`Campaign ${id} "${oneLine(name)}" is ${state}.`];
  if (pauseReason) lines.push(pauseWords(pauseReason, pauseDetail));
  if (state === 'scheduled' && scheduledAt !== null) lines.push(`  Starts ${localTime(scheduledAt)}.`);
  if (campaign.providerHolds && scheduledAt !== null)
    lines.push(`  The provider keeps what it has taken until ${localTime(scheduledAt)}.`);
  lines.push(
    `  ${counts(states)}`,
    `  ${total.toLocaleString('en')} messages, ${parts.toLocaleString('en')} parts`,
  );
  if (campaign.partsDiffer > 0)
    lines.push(`  The provider counts other parts than Kaptar in ${campaign.partsDiffer} messages.`);
  if (cost) lines.push(`  Charged so far: ${moneyWords(cost)}`);
  return lines.join('\n');
}
