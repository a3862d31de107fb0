import { fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CallInput, CallOutput, EngineCall, Reply } from '../../src/shared/contract.ts';
import { valueOf } from '../../src/shared/errors.ts';

export type EngineOrder =
  | { readonly do: 'open' }
  | { readonly do: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly do: 'stop' };

/** Bytes. */
export interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
}

export type EngineAnswer =
  | { readonly told: 'open' }
  | { readonly told: 'reply'; readonly id: number; readonly reply: Reply<unknown> }
  | ({ readonly told: 'memory' } & Memory);

/** An engine in a process of its own. */
export interface EngineProcess {
  /** Opens the data and starts to send; resolves when the engine has recovered and started. */
  open(): Promise<void>;
  call<C extends EngineCall>(name: C, input: CallInput<C>): Promise<CallOutput<C>>;
  /** Ends it with SIGKILL, whatever it does; whether it was alive. Calls that wait reject. */
  kill(): Promise<boolean>;
  /** Ends it as a person would. */
  stop(): Promise<void>;
}

/** What Node has made of the sources: half of the time to start goes into reading them otherwise. */
const NODE_COMPILE_CACHE = join(tmpdir(), 'kaptar-compiled');

/** Starts a process that waits for `open`. @param onMemory told twice a second */
export function startEngineProcess(
  dataDir: string,
  secret: string,
  onMemory: (memory: Memory) => void = () => {},
): EngineProcess {
  const child = fork(join(import.meta.dirname, 'engine-child.ts'), [dataDir, secret], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_COMPILE_CACHE },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const waiting = new Map<number, (reply: Reply<unknown>) => void>();
  let opened = (): void => {};
  let lastId = 0;

  child.on('message', (message) => {
    const answer = message as EngineAnswer;
    if (answer.told === 'memory') onMemory(answer);
    else if (answer.told === 'open') opened();
    else waiting.get(answer.id)?.(answer.reply);
  });
  const order = (what: EngineOrder): void => void child.send(what, () => {});
  const died = exited.then(() => Promise.reject(new Error('The engine has ended.')));
  died.catch(() => {});

  return {
    async open() {
      const isOpen = new Promise<void>((resolve) => {
        opened = resolve;
      });
      order({ do: 'open' });
      await Promise.race([isOpen, died]);
    },
    async call(name, input) {
      const id = (lastId += 1);
      const reply = new Promise<Reply<unknown>>((resolve) => waiting.set(id, resolve));
      order({ do: 'call', id, name, input });
      const value = valueOf(await Promise.race([reply, died]).finally(() => waiting.delete(id)));
      return value as CallOutput<typeof name>;
    },
    async kill() {
      const wasAlive = child.exitCode === null && child.signalCode === null;
      child.kill('SIGKILL');
      await exited;
      return wasAlive;
    },
    async stop() {
      order({ do: 'stop' });
      const [code] = await exited;
      if (code !== 0) throw new Error(`The engine ended with ${String(code)}.`);
    },
  };
}
