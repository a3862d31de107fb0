import { useCall, useLatest } from '../api.ts';

/** How the part that sends is; undefined until it is known. */
export function useEngineState() {
  const told = useLatest('engine.state');
  const asked = useCall('engine.state', {});
  return told ?? asked.data;
}
