#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findElectron } from '../scripts/electron-runtime.mjs';

/** The oldest Node that the engine runs on; better-sqlite3 crashes on older ones. */
const OLDEST_NODE = 22;

const cli = new URL('../out/main/cli.js', import.meta.url);

if (!existsSync(cli)) {
  console.error('The command line is not built yet: run `npm run build` first.');
  process.exitCode = 1;
} else if (Number.parseInt(process.versions.node, 10) >= OLDEST_NODE) {
  await import(cli.href);
} else {
  runOnElectron();
}

/** Runs the command line on Electron's own Node, as if it were this process. */
function runOnElectron() {
  const electron = findElectron();
  if (!electron) {
    console.error(`Kaptar needs Node ${OLDEST_NODE} or newer, or the Electron that \`npm start\` fetches.`);
    process.exitCode = 1;
    return;
  }
  const guard = fileURLToPath(new URL('die-with-parent.cjs', import.meta.url));
  const child = spawn(electron.path, ['--require', guard, fileURLToPath(cli), ...process.argv.slice(2)], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  // A terminal's Ctrl-C reaches the child by itself; said twice it would mean "now, not gently".
  const inTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    if (signal !== 'SIGINT' || !inTerminal) child.kill(signal);
  };
  for (const signal of signals) process.on(signal, forward);
  child.once('error', (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  child.once('exit', (code, signal) => {
    for (const name of signals) process.off(name, forward);
    if (signal) process.kill(process.pid, signal);
    else process.exitCode = code ?? 1;
  });
}
