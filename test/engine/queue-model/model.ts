import type { CampaignState } from '../../../src/shared/campaign.ts';
import type { MessageState } from '../../../src/shared/message.ts';
import type { ClaimedMessage } from '../../../src/main/engine/store/queue-store.ts';

/**
 * What docs/send-queue.md promises, and nothing of how it is kept: in which state each message may be, which requests
 * about it may have been taken, and what a person has said. Beside it the provider's own books, the `ledger`, which
 * nobody in the engine sees but through answers, look-ups and reports.
 */
export interface Model {
  readonly campaigns: ModelCampaign[];
  readonly messages: ModelMessage[];
  /** What providers have taken, in that order. */
  readonly ledger: Taken[];
  /** Claimed and not answered yet. */
  wire: OnTheWire[];
  readonly optedOut: Set<string>;
  readonly removed: Set<number>;
}

export interface ModelCampaign {
  readonly id: number;
  readonly accountId: number;
  state: CampaignState;
  /** Wall clock ms until which it can be taken back; null where it never could. */
  undoUntil: number | null;
}

export interface ModelMessage {
  readonly id: number;
  readonly campaign: ModelCampaign;
  readonly recipient: string;
  readonly text: string;
  state: MessageState;
  dueAt: number;
  acceptedAt: number;
  /** Whether the last refusal was one after which nothing was paid. */
  isRetryable: boolean;
  readonly requests: ModelRequest[];
  /** How often a person had it sent again though it may have been taken. */
  sendAgain: number;
}

export interface ModelRequest {
  readonly startedAt: number;
  /** Whether it may have been taken, as far as answers tell. */
  mayBeTaken: boolean;
  /** A look-up has shown that it was not. */
  disproved: boolean;
}

export interface Taken {
  readonly id: string;
  readonly message: ModelMessage;
  readonly reference: string;
  readonly at: number;
  /** Whether an answer told its id. */
  readonly isKnown: boolean;
}

export interface OnTheWire {
  readonly message: ModelMessage;
  readonly claimed: ClaimedMessage;
  readonly request: ModelRequest;
}

/** The messages that a provider without references cannot tell apart: one text to one person. */
function alike(model: Model, { campaign, recipient, text }: ModelMessage): ModelMessage[] {
  return model.messages.filter(
    (other) =>
      other.campaign.accountId === campaign.accountId && other.recipient === recipient && other.text === text,
  );
}

const decisionsOver = (messages: readonly ModelMessage[]): number =>
  messages.reduce((sum, { sendAgain }) => sum + sendAgain, 0);

/**
 * What is broken of "nothing twice", in words; empty is good. By the books: more than one request that may have been
 * taken only with a decision or a proof. By the provider's: no more was taken than was to be sent.
 */
export function brokenPromises(model: Model): string[] {
  const broken: string[] = [];
  for (const message of model.messages) {
    const risky = message.requests.filter(({ mayBeTaken, disproved }) => mayBeTaken && !disproved).length;
    if (risky > 1 + message.sendAgain) broken.push(`message ${message.id}: ${risky} requests may be taken`);
    const peers = alike(model, message);
    const taken = model.ledger.filter((row) => peers.includes(row.message)).length;
    if (taken > peers.length + decisionsOver(peers))
      broken.push(`message ${message.id}: taken ${taken} times`);
  }
  return broken;
}

/** What the provider took of a message, or of another that it cannot tell from it. */
export function takenLike(model: Model, message: ModelMessage): Taken[] {
  const peers = alike(model, message);
  return model.ledger.filter((row) => peers.includes(row.message));
}
