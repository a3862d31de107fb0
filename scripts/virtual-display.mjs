import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { SetupError } from './project.mjs';

/** Xvfb answers within a tenth of a second; a machine that needs longer than this will not run the tests either. */
const START_MS = 15_000;

/** Whether a window can be opened where we run. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
}

/**
 * Starts an X server without a screen, on a free display number that it picks itself, so that any number
 * of runs go side by side. It ends with us.
 *
 * @returns {Promise<string>} what goes into DISPLAY
 */
export async function startVirtualDisplay() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const stop = () => {
    server.kill();
  };
  process.once('exit', stop);
  const gone = Promise.race([once(server, 'exit'), once(server, 'error')]).then(() => undefined);
  const late = new Promise((resolve) => {
    setTimeout(resolve, START_MS).unref();
  });
  const output = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
  // The whole line: Xvfb writes it in two pieces, and dies if nobody is there to read the second.
  const line = await Promise.race([once(createInterface({ input: output }), 'line'), gone, late]);
  if (!line) {
    stop();
    throw new SetupError('Xvfb did not start.');
  }
  // It must not keep us running: the exit takes it down.
  output.destroy();
  server.unref();
  return `:${line[0]}`;
}
