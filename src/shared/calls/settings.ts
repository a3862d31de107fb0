import { Settings } from '../settings.ts';
import { call, nothing } from './call.ts';

/** Calls about what the operator has chosen for all of Kaptar. */
export const settingCalls = {
  'settings.get': call(nothing, Settings),
  /** Changes what is given and leaves the rest. */
  'settings.set': call(Settings.partial(), Settings),
} as const;
