import { z } from 'zod';
import { Language } from './language.ts';
import { Money } from './money.ts';

/** What a person may decide about messages of which nobody knows whether they were sent. */
export const UnknownDecision = z.enum(['treat-as-sent', 'send-again']);
export type UnknownDecision = z.infer<typeof UnknownDecision>;

/** What a decision about uncertain messages is about. */
export const AtStake = z.object({
  messages: z.int().nonnegative(),
  parts: z.int().nonnegative(),
  /** Of one part, where it is the same for all of them and the provider tells it. */
  price: Money.nullable(),
  /** What sending them again costs; null where a part of it has no price. */
  cost: Money.nullable(),
  /** Those of them that a look-up may still settle. */
  lookupsPending: z.int().nonnegative(),
});
export type AtStake = z.infer<typeof AtStake>;

/** The facts that stood before a person's eyes when they decided, and in which language. */
export const ShownFacts = AtStake.omit({ price: true }).extend({ language: Language });
export type ShownFacts = z.infer<typeof ShownFacts>;

/** Whose word it was: the user of the system, and through what they gave it. */
export interface Person {
  readonly name: string;
  readonly place: 'window' | 'command-line';
}

/** A person's recorded word about one message. */
export const Decision = z.object({
  /** `try-again` is about a refused message, the others about an uncertain one. */
  decision: z.enum([...UnknownDecision.options, 'try-again']),
  /** The system's name of the user; `operator` in records of earlier versions. */
  decidedBy: z.string(),
  /** Null in records of earlier versions. */
  decidedIn: z.enum(['window', 'command-line']).nullable(),
  /** Wall clock, ms. */
  decidedAt: z.int(),
  /** Null for refused messages, which cost nothing yet, and in records of earlier versions. */
  shown: ShownFacts.nullable(),
});
export type Decision = z.infer<typeof Decision>;
