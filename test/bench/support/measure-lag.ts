import { existsSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/**
 * Loaded into an engine's process before its own code: measures how late the event loop is, and writes the 99th percentile
 * (ms) since the last time to `KAPTAR_LAG_FILE` each time that the file is missing. The engine knows nothing of it.
 */
/** How often the loop is looked at, ms: what is later than this is lag. */
const RESOLUTION = 1;
const LOOK_EVERY_MS = 100;

const file = process.env['KAPTAR_LAG_FILE'];
if (isMainThread && file !== undefined) measure(file);

function measure(path: string): void {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
  histogram.enable();
  setInterval(() => {
    if (existsSync(path)) return;
    writeFileSync(path, String(histogram.percentile(99) / 1e6));
    histogram.reset();
  }, LOOK_EVERY_MS).unref();
}
