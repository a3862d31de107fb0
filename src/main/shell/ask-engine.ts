import type { CallInput, CallOutput, EngineCall } from '../../shared/contract.ts';
import { valueOf } from '../../shared/errors.ts';
import type { EngineProcess } from './engine-process.ts';

/** A call of the engine; an error that comes back is thrown. */
export async function askEngine<C extends EngineCall>(
  engine: Pick<EngineProcess, 'call'>,
  name: C,
  input: CallInput<C>,
): Promise<CallOutput<C>> {
  return valueOf(await engine.call(name, input)) as CallOutput<C>;
}
