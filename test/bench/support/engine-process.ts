import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallInput, CallOutput, EngineCall, Reply } from '../../../src/shared/contract.ts';
import { valueOf } from '../../../src/shared/errors.ts';
import type { EngineAnswer, EngineOrder } from '../../support/engine-process.ts';

/** An engine in a process that has nothing else in it. */
export interface BenchEngine {
  call<C extends EngineCall>(name: C, input: CallInput<C>): Promise<CallOutput<C>>;
  /** The most memory (RSS, all its threads) that it ever had, in MB. Linux counts it, so that no peak is missed. */
  peakMb(): number;
  stop(): Promise<void>;
}

/**
 * Starts one on a data folder; it has recovered and started when the promise resolves.
 *
 * @param preload a file that is loaded into its process first
 */
export async function startBenchEngine(dataDir: string, secret = '', preload?: string): Promise<BenchEngine> {
  const child = fork(join(import.meta.dirname, '..', '..', 'support', 'engine-child.ts'), [dataDir, secret], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    execArgv: preload === undefined ? [] : ['--import', preload],
  });
  const exited = once(child, 'exit');
  const died = exited.then(() => Promise.reject(new Error('The engine has ended.')));
  died.catch(() => {});
  const order = (what: EngineOrder): void => void child.send(what, () => {});
  const answer = (is: (given: EngineAnswer) => boolean): Promise<EngineAnswer> => {
    const given = new Promise<EngineAnswer>((resolve) => {
      const hear = (message: unknown): void => {
        if (!is(message as EngineAnswer)) return;
        child.off('message', hear);
        resolve(message as EngineAnswer);
      };
      child.on('message', hear);
    });
    return Promise.race([given, died]);
  };
  let lastId = 0;

  order({ do: 'open' });
  await answer(({ told }) => told === 'open');
  return {
    async call(name, input) {
      const id = (lastId += 1);
      order({ do: 'call', id, name, input });
      const given = await answer((one) => one.told === 'reply' && one.id === id);
      return valueOf((given as { reply: Reply<unknown> }).reply) as CallOutput<typeof name>;
    },
    peakMb() {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
      if (kilobytes === undefined) throw new Error('The system does not tell the peak of memory.');
      return Number(kilobytes) / 1024;
    },
    async stop() {
      order({ do: 'stop' });
      await exited;
    },
  };
}
