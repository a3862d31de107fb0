import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build, isBuilt } from './build.mjs';
import { sandboxArguments } from './electron-runtime.mjs';
import { projectDir } from './project.mjs';
import { runScript, setUp } from './setup.mjs';

/** An editor that saves several files is given this long to save them all. */
const SETTLE_MS = 300;

/**
 * `npm run dev`: builds at every change and starts the app anew, within a few seconds. It runs on the built
 * files, not on a development server, so that the window's security rules are the ones that ship.
 */
await runScript(async () => {
  const env = await setUp({ virtualDisplay: false });
  const changes = watch(join(projectDir, 'src'), { recursive: true });
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let app;
  process.once('exit', () => app?.kill());
  for (;;) {
    const built = await build();
    if (built) {
      if (app && app.exitCode === null) {
        app.kill();
        await once(app, 'exit');
      }
      app = spawn(env.KAPTAR_ELECTRON, [...sandboxArguments(), projectDir, ...process.argv.slice(2)], {
        env: { ...process.env, ...env, KAPTAR_CHECK_OUTPUTS: '1' },
        stdio: ['ignore', 'inherit', 'inherit'],
      });
    }
    // What was saved during a build is built next; otherwise one save is heard several times over.
    if (built && !isBuilt()) continue;
    do {
      await once(changes, 'change');
      await wait(SETTLE_MS);
    } while (isBuilt());
  }
});
