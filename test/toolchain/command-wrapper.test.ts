import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';

const checkout = join(import.meta.dirname, '..', '..');

/** The host's Node, which may be an old one; the tests themselves run on Electron's. */
const hostNode = process.env.npm_node_execpath ?? 'node';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kaptar-bin-'));
  await cp(join(checkout, 'bin'), join(dir, 'bin'), { recursive: true });
  await cp(join(checkout, 'scripts'), join(dir, 'scripts'), { recursive: true });
  await writeFile(join(dir, 'package.json'), '{ "type": "module" }');
});

afterEach(() => rm(dir, { recursive: true, force: true }));

test('says to build first', async () => {
  const { code, output } = await finish(run());
  expect(output).toContain('npm run build');
  expect(code).toBe(1);
});

test('passes arguments, output and exit code', async () => {
  await command('console.log(process.argv.slice(2).join("|")); process.exitCode = 7;');
  expect(await finish(run('send', 'a b'))).toMatchObject({ code: 7, output: 'send|a b\n' });
});

test('a finished command ends although the wrapper still listens', async () => {
  await command('process.on("SIGINT", () => undefined);');
  expect((await finish(run())).code).toBe(0);
});

test('passes SIGINT on, and the command has its say', async () => {
  await command(`
    setInterval(() => undefined, 1000);
    process.on("SIGINT", () => { console.log("draining"); process.exit(3); });
    console.log("ready");`);
  const child = run();
  await firstOutput(child);
  child.kill('SIGINT');
  expect(await finish(child)).toMatchObject({ code: 3, output: 'draining\n' });
});

test('killed with SIGKILL, it takes the command with it', async () => {
  await command(`
    const { writeFileSync } = await import("node:fs");
    writeFileSync("pid", String(process.pid));
    setInterval(() => undefined, 1000);
    console.log("ready");`);
  const child = run();
  await firstOutput(child);
  const pid = Number(await readFile(join(dir, 'pid'), 'utf8'));
  child.kill('SIGKILL');
  await expect.poll(() => isAlive(pid), { timeout: 2000 }).toBe(false);
});

/** Puts a command line of our own in the place of the built one. */
async function command(source: string): Promise<void> {
  await mkdir(join(dir, 'out', 'main'), { recursive: true });
  await writeFile(join(dir, 'out', 'main', 'cli.js'), source);
}

function run(...args: string[]): ChildProcess {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  return spawn(hostNode, [join(dir, 'bin', 'kaptar.mjs'), ...args], { cwd: dir, env });
}

async function finish(child: ChildProcess): Promise<{ code: unknown; output: string }> {
  let output = '';
  child.stdout?.on('data', (data) => (output += String(data)));
  child.stderr?.on('data', (data) => (output += String(data)));
  const [code] = await once(child, 'close');
  return { code, output };
}

async function firstOutput(child: ChildProcess): Promise<void> {
  if (child.stdout) await once(child.stdout, 'data');
}

/** A dead process whose parent has not asked for its end yet still has a number; Linux calls it a zombie. */
async function isAlive(pid: number): Promise<boolean> {
  await wait(20);
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return !/\) Z /.test(status);
}
