import type { ProviderId } from '../../../shared/account.ts';
import type { CallOutput, EngineCall, ParsedInput } from '../../../shared/contract.ts';

/** What answers each call of the engine. */
export type Handlers = { [C in EngineCall]: (input: ParsedInput<C>) => Promise<CallOutput<C>> };

/** The handlers of the calls named after a vendor. */
export type HandlersOf<P extends ProviderId> = Pick<Handlers, Extract<EngineCall, `${P}.${string}`>>;
