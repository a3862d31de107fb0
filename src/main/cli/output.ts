/** Where a command speaks: facts to stdout, words about them to stderr. */
export interface Output {
  /** Whether stdout carries JSON lines. */
  readonly json: boolean;
  /** Whether nobody reads stdout any more (`kaptar … | head`); what is printed then goes nowhere. */
  readonly closed: boolean;
  /** One fact on stdout: `record` as a line of JSON, or `words` for a person. Waits for a slow reader. */
  print(record: object, words: string): Promise<void>;
  /** What went wrong: for people on stderr, with `--json` also as the line on stdout. */
  fail(error: { readonly code: string; readonly message: string }): Promise<void>;
  /** A remark on stderr. */
  note(words: string): void;
  /** How far the work is, on stderr: one refreshed line, or now and then a line where it is no terminal. */
  progress(words: string): void;
}

/** Between two lines of progress in a log file: often enough to see life, seldom enough to read. */
const PROGRESS_LINE_MS = 5000;

/** Speaks to the two streams; `json` is the operator's `--json`. */
export function createOutput(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream, json: boolean): Output {
  let closed = false;
  let unfinishedLine = false;
  let progressAt = performance.now();

  // Without a listener a closed pipe would end the process with a stack; `print` hears of it too.
  stdout.on('error', () => {});
  stderr.on('error', () => {});

  const endLine = () => {
    if (unfinishedLine) stderr.write('\r\x1b[2K');
    unfinishedLine = false;
  };

  const note = (words: string) => {
    endLine();
    stderr.write(`${words}\n`);
  };

  const write = (line: string) =>
    new Promise<void>((resolve, reject) => {
      stdout.write(`${line}\n`, (error) => {
        if (!error) return resolve();
        if ((error as NodeJS.ErrnoException).code !== 'EPIPE') return reject(error);
        closed = true;
        resolve();
      });
    });

  return {
    json,
    get closed() {
      return closed;
    },
    async print(record, words) {
      if (closed) return;
      endLine();
      await write(json ? JSON.stringify(record) : words);
    },
    async fail(error) {
      note(`kaptar: ${error.message}`);
      try {
        if (json) await write(JSON.stringify({ error }));
      } catch {
        // A full disk under stdout may be the very error, and it has been told on stderr.
      }
    },
    note,
    progress(words) {
      if (stderr.isTTY) {
        // A longer line would wrap, and only its last row could be cleared. Some terminals say 0 columns.
        stderr.write(`\r\x1b[2K${words.slice(0, (stderr.columns || 80) - 1)}`);
        unfinishedLine = true;
      } else if (!json && performance.now() - progressAt >= PROGRESS_LINE_MS) {
        progressAt = performance.now();
        stderr.write(`${words}\n`);
      }
    },
  };
}

/** Text of others on one line of a terminal: no line breaks, and nothing that moves the cursor. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** One line a row, the columns aligned; the last column is left as long as it is. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
