import { installDependencies } from './install-dependencies.mjs';
import { fetchElectron } from './electron-download.mjs';
import { describeElectron, sandboxArguments } from './electron-runtime.mjs';
import { SetupError } from './project.mjs';
import { provideSystemLibraries } from './system-libraries.mjs';
import { startVirtualDisplay } from './virtual-display.mjs';

/**
 * What the programs started next get in their environment.
 *
 * @typedef {{ KAPTAR_ELECTRON: string, [name: string]: string }} Environment
 */

/**
 * Everything a fresh machine with Node and npm lacks. Uses nothing but Node itself, since it runs before
 * the dependencies are there.
 *
 * @param {{ virtualDisplay: boolean }} needs
 * @returns {Promise<Environment>}
 */
export async function setUp(needs) {
  await installDependencies();
  const electron = await fetchElectron();
  console.log(describeElectron(electron));
  provideSystemLibraries(electron.path, needs);
  return {
    KAPTAR_ELECTRON: electron.path,
    KAPTAR_ELECTRON_ARGUMENTS: sandboxArguments().join(' '),
    // Where no session bus runs, Electron fills the terminal with complaints about it.
    ...(process.env.DBUS_SESSION_BUS_ADDRESS ? {} : { DBUS_SESSION_BUS_ADDRESS: '/dev/null' }),
  };
}

/** Window tests that run at a time. On two cores, as CI has, two take two thirds of the time of one; waiting is most of it. */
const WINDOWS = 2;

/**
 * An X server without a screen has no GPU. Not told so, Chromium tries one at each start, its GPU process dies once to
 * three times, and an app whose GPU process has died some six times ends with it.
 */
const NO_GPU = '--disable-gpu';

/**
 * The same for tests, with displays of their own so that no window pops up on the developer's: one for each window that
 * is tested at a time, since two on one display would fight for the focus.
 *
 * @returns {Promise<Environment>}
 */
export async function setUpForTests() {
  const virtualDisplay = process.platform === 'linux';
  const environment = await setUp({ virtualDisplay });
  if (!virtualDisplay) return environment;
  const displays = await Promise.all(Array.from({ length: WINDOWS }, () => startVirtualDisplay()));
  return {
    ...environment,
    KAPTAR_ELECTRON_ARGUMENTS: [environment.KAPTAR_ELECTRON_ARGUMENTS, NO_GPU].join(' ').trim(),
    DISPLAY: displays[0] ?? '',
    KAPTAR_DISPLAYS: displays.join(' '),
    WAYLAND_DISPLAY: '',
  };
}

/**
 * Runs a script's main function: what a person can mend is told in words, anything else with its stack.
 *
 * @param {() => Promise<number>} main its exit code
 * @param {() => void} [interrupted] what Ctrl-C does; if not given, ends us through `exit`, where programs
 *   and the virtual display are taken down
 */
export async function runScript(main, interrupted = () => process.exit(1)) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, interrupted);
  }
  process.exitCode = await main().catch((error) => {
    console.error(error instanceof SetupError ? error.message : error);
    return 1;
  });
}
