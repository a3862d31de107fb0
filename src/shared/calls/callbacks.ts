import { CallbackSettings, CallbackStanding } from '../callbacks.ts';
import { call, nothing, ofAccount } from './call.ts';

/** Calls about the listener for delivery callbacks. */
export const callbackCalls = {
  'callbacks.get': call(nothing, CallbackStanding),
  /** Takes effect at once; a port that is taken is said in the answer's `trouble`. */
  'callbacks.set': call(CallbackSettings, CallbackStanding),
  /** Gives the account new callback addresses: those of before lead nowhere any more. */
  'callbacks.renewToken': call(ofAccount, CallbackStanding),
  /** Forgets the account's callback key: calls are believed without one again. */
  'callbacks.forgetKey': call(ofAccount, CallbackStanding),
} as const;
