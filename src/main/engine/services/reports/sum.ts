import { MessageState, type StateCounts } from '../../../../shared/message.ts';
import type { ReportSum } from '../../../../shared/report.ts';
import type { MessageCount } from '../../store/report-store.ts';

/** A sum in the making. */
export interface Sum {
  readonly states: StateCounts;
  sent: number;
  parts: number;
  /** Micro-units by currency. */
  readonly costs: Map<string, number>;
}

/** States of messages that the provider took; `cancelled` ones are counted only where it gave them back. */
const TAKEN: ReadonlySet<MessageState> = new Set([
  'accepted',
  'delivered',
  'undelivered',
  'expired',
  'cancelled',
]);

/** Whether the provider took a message that is counted in this state. */
export function wasTaken(state: MessageState): boolean {
  return TAKEN.has(state);
}

/** Nothing yet. */
export function createSum(): Sum {
  const states = Object.fromEntries(MessageState.options.map((state) => [state, 0])) as StateCounts;
  return { states, sent: 0, parts: 0, costs: new Map() };
}

/** What was refused may have been paid for, too: a cost counts in any state. */
export function addCount(
  sum: Sum,
  { state, messages, parts, costMicros }: MessageCount,
  currency: string | null,
): void {
  sum.states[state] += messages;
  if (wasTaken(state)) {
    sum.sent += messages;
    sum.parts += parts;
  }
  if (costMicros !== 0 && currency !== null) addCost(sum, currency, costMicros);
}

/** Adds another sum to this one. */
export function addSum(sum: Sum, other: Sum): void {
  for (const state of MessageState.options) sum.states[state] += other.states[state];
  sum.sent += other.sent;
  sum.parts += other.parts;
  for (const [currency, micros] of other.costs) addCost(sum, currency, micros);
}

/** As it crosses the border. */
export function toReportSum({ states, sent, parts, costs }: Sum): ReportSum {
  return { states, sent, parts, cost: [...costs].map(([currency, micros]) => ({ micros, currency })) };
}

function addCost({ costs }: Sum, currency: string, micros: number): void {
  costs.set(currency, (costs.get(currency) ?? 0) + micros);
}
