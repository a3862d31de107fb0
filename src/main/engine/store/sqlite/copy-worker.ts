import Sqlite from 'better-sqlite3';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * A thread of its own: of a million messages, both the copy and its check take seconds in which the engine could
 * neither send nor answer. What goes wrong ends the thread with that error.
 */
const { from, to } = workerData as { from: string; to: string };

const source = new Sqlite(from, { readonly: true, fileMustExist: true });
// One snapshot, however much is written meanwhile, without the pages that are free.
source.prepare('VACUUM INTO ?').run(to);
source.close();

const copy = new Sqlite(to, { readonly: true, fileMustExist: true });
const found = copy.pragma('integrity_check', { simple: true });
copy.close();
if (found !== 'ok') throw new Error(`The copy is damaged: ${String(found)}`);

parentPort?.postMessage('done');
