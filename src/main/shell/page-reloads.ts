/** Pauses before a page that has crashed is shown again: at once the first time, longer where it crashes again. */
const RELOAD_DELAYS_MS = [0, 2000, 10_000];
/** A page that has lived this long was well: if it crashes after that, the pauses begin anew. */
const STABLE_MS = 60_000;

/** How long to wait before a page that crashed is loaded again; null where that would go on for ever. */
export function createReloads(now: () => number): () => number | null {
  let crashes = 0;
  let last = -Infinity;
  return () => {
    if (now() - last > STABLE_MS) crashes = 0;
    last = now();
    crashes += 1;
    return RELOAD_DELAYS_MS[crashes - 1] ?? null;
  };
}
