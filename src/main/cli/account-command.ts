import type { Account } from '../../shared/account.ts';
import type { CallInput, CallOutput, EngineCall } from '../../shared/contract.ts';
import type { App } from '../engine/app.ts';
import { operand, type ParameterSet, type Values } from './arguments.ts';
import { type Command, command, type Context } from './command.ts';
import { ask, withStore } from './engine.ts';
import { exitCode } from './exit-code.ts';
import { getAccount } from './named.ts';
import type { Printer } from './record.ts';
import { requireSecret } from './secret.ts';
import { text } from './values.ts';

/** The calls of the contract that are about one account. */
type AccountCall = {
  [C in EngineCall]: CallInput<C> extends { accountId: number } ? C : never;
}[EngineCall];

/** What the work of such a command has at hand. */
export interface AccountScope {
  readonly app: App;
  readonly account: Account;
  readonly context: Context;
  /** Calls about the account. */
  ask<C extends AccountCall>(name: C, input: Omit<CallInput<C>, 'accountId'>): Promise<CallOutput<C>>;
}

export const accountOperand = operand('A', 'The account.', text);

/**
 * Makes a command of calls about one account, which is its first word: `kaptar ubill brands A`. Its secret
 * must be at hand unless `needsSecret` is false.
 */
export function accountCommand<T, P extends ParameterSet = ParameterSet>(
  definition: { name: string; summary: string; parameters?: P; needsSecret?: boolean },
  answer: (scope: AccountScope, values: Values<P>) => Promise<T>,
  print: Printer<T>,
): Command {
  const { name, summary, parameters, needsSecret = true } = definition;
  return command(
    { name, summary, parameters: { account: accountOperand, ...(parameters as ParameterSet) } },
    async (values, context) => {
      await withStore(context, async (app) => {
        const account = await getAccount(app, values.account);
        if (needsSecret) requireSecret(account);
        const scope: AccountScope = {
          app,
          account,
          context,
          ask: <C extends AccountCall>(call: C, input: Omit<CallInput<C>, 'accountId'>) =>
            ask(app, call, { accountId: account.id, ...input } as CallInput<C>),
        };
        // The account's name is read here; the rest is what `answer` asked for.
        await print(context.output, await answer(scope, values as unknown as Values<P>));
      });
      return exitCode.done;
    },
  );
}
