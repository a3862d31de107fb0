import type { CallInput, CallName } from '../../../shared/contract.ts';
import { useCall } from '../../api.ts';

/** A panel that is opened again asks its provider again after this long, ms; each time is a request to it. */
const FRESH = 30_000;

/** The answer to a call that asks a provider; it is asked when the panel is opened, and not before. */
export function useProviderCall<C extends CallName>(
  name: C,
  input: CallInput<C>,
  options: { enabled?: boolean; keepLast?: boolean } = {},
) {
  return useCall(name, input, { ...options, staleTime: FRESH });
}
