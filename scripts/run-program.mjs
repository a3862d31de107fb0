import { spawn } from 'node:child_process';
import { projectDir, SetupError } from './project.mjs';

/**
 * Runs a program in the checkout with the terminal's output and without input, until it ends.
 * A program that cannot be started counts as one that failed.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, timeoutMs?: number, cwd?: string, input?: boolean }} [options]
 * @returns {Promise<number>} its exit code; 1 where a signal or the time limit ended it
 */
export function runProgram(command, args, { env = {}, timeoutMs, cwd = projectDir, input = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: [input ? 'inherit' : 'ignore', 'inherit', 'inherit'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    const stop = () => {
      child.kill();
    };
    process.once('exit', stop);
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(1);
    });
    child.once('close', (code) => {
      process.off('exit', stop);
      resolve(code ?? 1);
    });
  });
}

/**
 * Runs npm: the very one that started us where there is one, since Windows cannot spawn `npm` itself.
 *
 * @param {readonly string[]} args
 * @param {{ cwd?: string }} [options]
 */
export async function runNpm(args, options) {
  const npm = process.env.npm_execpath;
  const code = npm?.endsWith('.js')
    ? await runProgram(process.execPath, [npm, ...args], options)
    : await runProgram('npm', args, options);
  if (code !== 0) throw new SetupError(`npm ${args[0]} failed (exit code ${code}).`);
}
