/** Before this share and time nobody can tell the rest; both are short enough to be no wait. */
const TELLS_FROM = { share: 0.02, ms: 1500 };

/** Tells from how far a work has come how long it still takes, in ms; null while that cannot be told. */
export function createTimeLeft(now: () => number = () => performance.now()) {
  let begun: { at: number; done: number } | null = null;
  return (done: number, total: number): number | null => {
    begun ??= { at: now(), done };
    const passed = now() - begun.at;
    const made = done - begun.done;
    const canTell = total > 0 && made / total > TELLS_FROM.share && passed > TELLS_FROM.ms;
    return canTell ? ((total - done) * passed) / made : null;
  };
}

/**
 * The time left, ms, in steps that an eye can rest on: the pace it is reckoned from changes four times a second. Rounded
 * up, so that nobody is promised too much.
 */
export function steadyTimeLeft(ms: number): number {
  const step = ms > 600_000 ? 60_000 : ms > 60_000 ? 5000 : 1000;
  return Math.ceil(ms / step) * step;
}
