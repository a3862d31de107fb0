import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build, isBuilt } from './build.mjs';
import { sandboxArguments } from './electron-runtime.mjs';
import { projectDir } from './project.mjs';
import { runProgram } from './run-program.mjs';
import { runScript, setUp } from './setup.mjs';
import { hasDisplay } from './virtual-display.mjs';

/** @type {import('node:child_process').ChildProcess | undefined} */
let app;

/** `npm start`: sets the machine up, builds, and opens the window; without a display, the demo in the terminal. */
await runScript(
  async () => {
    const env = await setUp({ virtualDisplay: false });
    if (!isBuilt() && !(await build())) return 1;
    if (!hasDisplay()) {
      console.log('No display to open a window on: running the demo in the terminal.');
      const command = [join(projectDir, 'bin', 'kaptar.mjs'), 'demo'];
      return runProgram(process.execPath, command, { env, input: true });
    }
    app = spawn(env.KAPTAR_ELECTRON, [...sandboxArguments(), projectDir, ...process.argv.slice(2)], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
      // Ctrl-C must reach the shell alone: an engine that hears it, too, would die with messages on the wire.
      detached: process.platform !== 'win32',
    });
    const [code] = await once(app, 'close');
    return code ?? 1;
  },
  () => {
    if (app) app.kill();
    else process.exit(1);
  },
);
