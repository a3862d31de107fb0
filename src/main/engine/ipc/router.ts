import { allEngineCalls, type EngineCall, type Reply } from '../../../shared/contract.ts';
import { AppError, invalidInput, toErrorData } from '../../../shared/errors.ts';
import type { Handlers } from './handler.ts';

/** Answers one call; never throws. */
export type Dispatch = (name: string, input: unknown) => Promise<Reply<unknown>>;

function isEngineCall(name: string): name is EngineCall {
  return Object.hasOwn(allEngineCalls, name);
}

/**
 * Name → validate → handler → reply. Inputs are always parsed; outputs where `checkOutputs` is set (tests and
 * development), so that a handler that breaks the contract is found before a user finds it.
 *
 * @param inWords turns what was thrown into an `AppError` where that tells a person what to do
 */
export function createRouter(
  handlers: Handlers,
  inWords: (error: unknown) => unknown,
  onBug: (error: unknown, call: string) => void,
  checkOutputs: boolean,
): Dispatch {
  async function answer(name: EngineCall, input: unknown): Promise<unknown> {
    const parsed = allEngineCalls[name].input.safeParse(input);
    if (!parsed.success) throw invalidInput(parsed.error, 'invalid-call');
    // The schema of a call and its handler's input are one type; the compiler cannot follow that through the union.
    const handle = handlers[name] as (input: unknown) => Promise<unknown>;
    const value = await handle(parsed.data);
    return checkOutputs ? allEngineCalls[name].output.parse(value) : value;
  }

  return async (name, input) => {
    try {
      if (!isEngineCall(name)) throw new AppError('not-found', `There is no call "${name}".`);
      return { ok: true, value: await answer(name, input) };
    } catch (thrown) {
      const error = inWords(thrown);
      if (!(error instanceof AppError)) onBug(error, name);
      return { ok: false, error: toErrorData(error) };
    }
  };
}
