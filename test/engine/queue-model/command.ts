import type * as fc from 'fast-check';
import { expect } from 'vitest';
import { AppError } from '../../../src/shared/errors.ts';
import type { Model, ModelCampaign } from './model.ts';
import { compare, type Legal, type World } from './world.ts';

export type Command = fc.AsyncCommand<Model, World>;

/** A step: what it does to the books, and which states it may lead to; all else must be as it was. */
export function command(
  name: string,
  step: (model: Model, real: World) => Promise<Legal | void>,
  check: (model: Readonly<Model>) => boolean = () => true,
): Command {
  return {
    check,
    async run(model, real) {
      const legal = await step(model, real);
      await compare(model, real, legal ?? new Map());
    },
    toString: () => name,
  };
}

/** What a person asks for; whether it must be refused, as a `conflict` or for an account that is gone. */
export async function ask(isRefused: boolean, wish: Promise<unknown>): Promise<void> {
  const refusal = await wish.then(
    () => null,
    (error: unknown) => error,
  );
  if (isRefused) expect(refusal).toBeInstanceOf(AppError);
  else expect(refusal).toBeNull();
}

/** The `index`-th campaign, counted round. */
export function campaignAt({ campaigns }: Model, index: number): ModelCampaign {
  const campaign = campaigns[index % campaigns.length];
  if (!campaign) throw new Error('There should be a campaign.');
  return campaign;
}

/** A kind of command that happens so many times as often as one that is named once. */
export function times(count: number, commands: fc.Arbitrary<Command>): fc.Arbitrary<Command>[] {
  return Array.from({ length: count }, () => commands);
}

/** Several steps as one, each of which is checked. */
export function inTurn(steps: readonly Command[]): Command {
  return {
    check: (model) => steps[0]?.check(model) ?? true,
    async run(model, real) {
      for (const step of steps) if (step.check(model)) await step.run(model, real);
    },
    toString: () => steps.join(', '),
  };
}
