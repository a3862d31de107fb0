import { constants, cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build, isBuilt } from './build.mjs';
import { fallback, fallbackDir } from './electron-runtime.mjs';
import { packageFile, projectDir, SetupError } from './project.mjs';
import { runScript, setUp } from './setup.mjs';

const packed = join(projectDir, 'out', 'packed', `kaptar-${process.platform}-${process.arch}`);

/** A package loads its app from here (https://www.electronjs.org/docs/latest/tutorial/application-distribution). */
const resourcesIn = (/** @type {string} */ runtime) =>
  process.platform === 'darwin'
    ? join(runtime, 'Electron.app', 'Contents', 'Resources')
    : join(runtime, 'resources');

/**
 * `npm run pack`: Electron with Kaptar in it, in a folder that runs on machines like this one without anything else. It
 * holds what the app needs when it runs and nothing more; an installer has only to put it in its place.
 */
await runScript(async () => {
  const { KAPTAR_ELECTRON: electron } = await setUp({ virtualDisplay: false });
  if (!isBuilt() && !(await build())) return 1;
  rmSync(packed, { recursive: true, force: true });
  copy(runtimeOf(electron), packed);
  const resources = resourcesIn(packed);
  // Electron's own app, for those who start it without any.
  rmSync(join(resources, 'default_app.asar'), { force: true });
  layOut(join(resources, 'app'));
  nameProgram(basename(electron));
  console.log(packed);
  if (dirname(electron) === fallbackDir())
    console.log(`Not to be given to anybody: its Electron is ${fallback.name}, a third party's copy.`);
  return 0;
});

/** The folder of an unpacked Electron. */
function runtimeOf(/** @type {string} */ executable) {
  return process.platform === 'darwin' ? join(executable, '..', '..', '..', '..') : dirname(executable);
}

/** Puts what is Kaptar's own into a folder. */
function layOut(/** @type {string} */ app) {
  for (const part of ['main', 'preload', 'renderer']) {
    copy(join(projectDir, 'out', part), join(app, 'out', part));
  }
  for (const part of ['resources', 'LICENSE']) copy(join(projectDir, part), join(app, part));
  copyBetterSqlite(join(app, 'node_modules', 'better-sqlite3'));
  const { name, productName, version, description, license, author, type, main, dependencies } = JSON.parse(
    readFileSync(join(projectDir, 'package.json'), 'utf8'),
  );
  // Each package among them needs its line above: a package must not lack, nor hold, one by mistake.
  const others = Object.keys(dependencies).filter((dependency) => dependency !== 'better-sqlite3');
  if (others.length > 0)
    throw new SetupError(`Say in scripts/pack.mjs what to take of ${others.join(', ')}.`);
  const manifest = { name, productName, version, description, license, author, type, main, dependencies };
  writeFileSync(join(app, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Of better-sqlite3 its code and its program for this machine: not SQLite's source, nor the programs for all others. */
function copyBetterSqlite(/** @type {string} */ to) {
  for (const part of ['package.json', 'LICENSE', 'lib'])
    copy(packageFile('better-sqlite3', part), join(to, part));
  const program = join('prebuilds', `${process.platform}-${process.arch}.node`);
  if (!existsSync(packageFile('better-sqlite3', program))) {
    throw new SetupError(`better-sqlite3 has no program for ${process.platform} on ${process.arch}.`);
  }
  copy(packageFile('better-sqlite3', program), join(to, program));
}

/** An Electron by another name knows that it is a package. That of a Mac is renamed by what signs it. */
function nameProgram(/** @type {string} */ electron) {
  if (process.platform === 'darwin') return;
  renameSync(join(packed, electron), join(packed, electron.replace('electron', 'kaptar')));
}

/** A folder or file with all that is in it, where the disk can do so without writing it twice. */
function copy(/** @type {string} */ from, /** @type {string} */ to) {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
}
