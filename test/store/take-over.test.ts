import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { readyBeside, takeOver } from '../../src/main/engine/store/sqlite/take-over.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const moved = ['renameSync', 'rmSync'] as const;

function write(file: string, word: string): Sqlite.Database {
  const database = new Sqlite(file);
  database.pragma('journal_mode = WAL');
  database.pragma('wal_autocheckpoint = 0');
  database.exec('CREATE TABLE IF NOT EXISTS words (word TEXT)');
  database.prepare('INSERT INTO words VALUES (?)').run(word);
  return database;
}

function read(file: string): unknown {
  const database = new Sqlite(file, { fileMustExist: true });
  try {
    return database.prepare('SELECT group_concat(word) FROM words').pluck().get();
  } finally {
    database.close();
  }
}

/** Present data of which a part is only in the log, as a killed engine leaves them, and a copy that stands ready. */
function standReady(): string {
  const file = join(temporaryFolder(), 'kaptar.db');
  const elsewhere = join(temporaryFolder(), 'kaptar.db');
  const killed = write(elsewhere, 'present');
  killed.pragma('wal_checkpoint');
  killed.prepare('INSERT INTO words VALUES (?)').run('logged');
  for (const end of ['', '-wal']) fs.copyFileSync(`${elsewhere}${end}`, `${file}${end}`);
  killed.close();
  makeReady(file, 'copy');
  return file;
}

function makeReady(file: string, word: string): void {
  const ready = write(readyBeside(file), word);
  ready.pragma('journal_mode = DELETE');
  ready.close();
}

/** Has every change of names from the `first` on fail, as if the process had ended there. Answers whether it came so far. */
function cutAt(first: number, act: () => void): boolean {
  let count = 0;
  const originals = moved.map((name) => fs[name]);
  const restore = () => {
    moved.forEach((name, index) => Object.assign(fs, { [name]: originals[index] }));
    syncBuiltinESMExports();
  };
  onTestFinished(restore);
  moved.forEach((name, index) => {
    const original = originals[index] as (...input: unknown[]) => void;
    Object.assign(fs, {
      [name]: (...input: unknown[]) => {
        count += 1;
        if (count > first) throw new Error('cut');
        original(...input);
      },
    });
  });
  syncBuiltinESMExports();
  try {
    act();
  } catch (error) {
    if (!(error instanceof Error) || error.message !== 'cut') throw error;
  } finally {
    restore();
  }
  return count > first;
}

const replacedBeside = (file: string): string[] =>
  fs
    .readdirSync(join(file, '..'))
    .filter((name) => name.includes('.replaced-'))
    .toSorted();

/** How the present data may be, and what is to be found of them beside the copy. */
const kinds: Record<string, { harm(file: string): void; expectKept(replaced: string): void }> = {
  sound: {
    harm: () => undefined,
    expectKept: (replaced) => expect(read(replaced)).toBe('present,logged'),
  },
  damaged: {
    harm: (file) => fs.writeFileSync(file, 'not a database'.repeat(1000)),
    expectKept: (replaced) => expect(fs.readFileSync(replaced, 'utf8')).toMatch(/^not a database/),
  },
  'of no length': {
    harm: (file) => fs.truncateSync(file),
    // SQLite would take its log away.
    expectKept: (replaced) => expect(fs.statSync(`${replaced}-wal`).size).toBeGreaterThan(0),
  },
  'a folder': {
    harm(file) {
      fs.rmSync(file);
      fs.mkdirSync(file);
    },
    expectKept: (replaced) => expect(fs.statSync(replaced).isDirectory()).toBe(true),
  },
};

test.each(Object.entries(kinds))(
  'a copy takes the place of data that are %s, wherever that is cut short, and what was there is kept',
  (kind, { harm, expectKept }) => {
    let wasCut = true;
    for (let step = 0; wasCut; step += 1) {
      const file = standReady();
      harm(file);
      wasCut = cutAt(step, () => takeOver(file));
      // Cut short or not, another try does what is left.
      takeOver(file);
      expect(fs.existsSync(`${file}-wal`), `${kind}, step ${step}`).toBe(false);
      expect(read(file)).toBe('copy');
      const [replaced = ''] = replacedBeside(file);
      expectKept(join(file, '..', replaced));
      expect(takeOver(file)).toBe(false);
    }
  },
);

test('the two that were replaced last are kept', () => {
  const file = standReady();
  for (const [index, word] of ['second', 'third', 'fourth'].entries()) {
    takeOver(file);
    makeReady(file, word);
    // Each at a moment of its own.
    fs.utimesSync(readyBeside(file), new Date(), new Date(Date.now() + 1000 * (index + 1)));
  }
  takeOver(file);
  expect(read(file)).toBe('fourth');
  expect(replacedBeside(file).map((name) => read(join(file, '..', name)))).toEqual(['second', 'third']);
});

test('nothing is moved while somebody else has the data open', () => {
  const file = standReady();
  const other = new Sqlite(file);
  other.prepare('SELECT * FROM words').all();
  onTestFinished(() => void other.close());
  expect(() => takeOver(file)).toThrow('open');
  expect(replacedBeside(file)).toEqual([]);
  other.close();
  expect(takeOver(file)).toBe(true);
});
