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
