import { existsSync } from 'node:fs';
import { parentPort, Worker } from 'node:worker_threads';
import { AppError, type ErrorData } from '../../../shared/errors.ts';

/** What a thread can be asked for. A task that takes long hears its signal. */
type Tasks = Readonly<Record<string, (input: never, signal: AbortSignal) => unknown>>;
type InputOf<T extends Tasks, K extends keyof T> = Parameters<T[K]>[0];
type OutputOf<T extends Tasks, K extends keyof T> = Awaited<ReturnType<T[K]>>;

/** A thread that is started when it is first asked, and again after it has died. */
export interface Thread<T extends Tasks> {
  /**
   * Has a task done. Memory (`ArrayBuffer`) that is its input or stands in it is handed over, as is that of the answer. Throws what the task throws, with its `code`; where `signal` is aborted, what the task throws then,
   * or the signal's reason where it had not begun.
   */
  call<K extends keyof T & string>(
    task: K,
    input: InputOf<T, K>,
    signal?: AbortSignal,
  ): Promise<OutputOf<T, K>>;
  /** Keeps it, with what its tasks remember, until the answer is called, however long it has nothing to do. */
  hold(): () => void;
  /** Ends it, whatever it does; what waits for an answer is refused. */
  close(): Promise<void>;
}

type Request = { readonly id: number } & (
  { readonly task: string; readonly input: unknown } | { readonly cancel: true }
);
type Answer = { readonly id: number } & (
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly error: ErrorData | null;
      readonly words: string;
      readonly code: string | undefined;
    }
);

/** A thread without work is kept for the next, such as the import after its check, for so long. */
const IDLE_MS = 60_000;

/** A third of what V8 takes by itself: a part of a file leaves nothing behind, and two threads save 60 MB. */
const YOUNG_MB = 16;

/** @param data handed to the thread as its `workerData` */
export function createThread<T extends Tasks>(entry: URL, data?: unknown): Thread<T> {
  let worker: Worker | null = null;
  let lastId = 0;
  let idle: NodeJS.Timeout | undefined;
  let holds = 0;
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();

  function start(): Worker {
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB };
    const started = new Worker(entry, { workerData: data, resourceLimits });
    const lose = (error: Error): void => {
      if (worker !== started) return;
      worker = null;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    started.on('message', (answer: Answer) => {
      const asked = waiting.get(answer.id);
      if (answer.ok) asked?.resolve(answer.value);
      else asked?.reject(errorOf(answer));
    });
    started.on('error', lose);
    started.on('exit', () => lose(new Error('The thread has ended.')));
    return started;
  }

  /** A thread that waits for work keeps nobody from ending. */
  function rest(): void {
    if (waiting.size > 0 || holds > 0) return;
    clearTimeout(idle);
    worker?.unref();
    idle = setTimeout(() => void close(), IDLE_MS).unref();
  }

  async function close(): Promise<void> {
    clearTimeout(idle);
    // A thread at rest keeps nobody from ending, not even whoever waits for its end and has more to close.
    const awake = setInterval(() => undefined, IDLE_MS);
    await worker?.terminate();
    clearInterval(awake);
  }

  async function ask(task: string, input: unknown, signal?: AbortSignal): Promise<unknown> {
    signal?.throwIfAborted();
    clearTimeout(idle);
    const asked = (worker ??= start());
    asked.ref();
    const id = (lastId += 1);
    const answer = Promise.withResolvers<unknown>();
    waiting.set(id, answer);
    const cancel = (): void => asked.postMessage({ id, cancel: true } satisfies Request);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      asked.postMessage({ id, task, input } satisfies Request, buffersIn(input));
      return await answer.promise;
    } finally {
      waiting.delete(id);
      signal?.removeEventListener('abort', cancel);
      rest();
    }
  }

  return {
    call: (task, input, signal) => ask(task, input, signal) as Promise<OutputOf<T, typeof task>>,
    hold() {
      holds += 1;
      clearTimeout(idle);
      return () => {
        holds -= 1;
        rest();
      };
    },
    close,
  };
}

/** The memory that a value is or has: it is handed over to the other thread, not copied. */
function buffersIn(value: unknown): ArrayBuffer[] {
  if (value instanceof ArrayBuffer) return [value];
  const parts = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return parts.filter((part) => part instanceof ArrayBuffer);
}

function errorOf({ error, words, code }: Extract<Answer, { ok: false }>): Error {
  if (error) return new AppError(error.code, error.message, error.details);
  return Object.assign(new Error(words), code === undefined ? {} : { code });
}

/** In the thread: answers what it is asked for, from now on. */
export function answerCalls(tasks: Tasks): void {
  const running = new Map<number, AbortController>();

  async function answer(id: number, task: string, input: unknown): Promise<Answer> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const value = await tasks[task]?.(input as never, controller.signal);
      return { id, ok: true, value };
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
      return { id, ok: false, error: error instanceof AppError ? error.toData() : null, words, code };
    } finally {
      running.delete(id);
    }
  }

  parentPort?.on('message', (request: Request) => {
    if ('cancel' in request) running.get(request.id)?.abort();
    else {
      void answer(request.id, request.task, request.input).then((given) =>
        parentPort?.postMessage(given, given.ok ? buffersIn(given.value) : []),
      );
    }
  });
}

/**
 * Where a thread's file is: beside its caller in the source; in the bundle at the top, below which the caller's code may lie
 * in a folder of chunks.
 *
 * @param caller its `import.meta.url`
 * @param name of the entry in electron.vite.config.ts
 */
export function threadEntry(caller: string, name: string): URL {
  const places = [`./${name}.ts`, `./${name}.js`, `../${name}.js`].map((place) => new URL(place, caller));
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error(`A part of Kaptar is missing: ${name}. Install Kaptar again.`);
  return found;
}
