import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { type UtilityProcess, utilityProcess } from 'electron';
import type { EventName, EventPayload, Reply } from '../../shared/contract.ts';
import type { SecretKind } from '../../shared/secret.ts';
import type { FromEngine, ToEngine } from '../engine/port-protocol.ts';
import type { AccountSecret } from './secrets.ts';

/** Pauses before it is started again: at once for a hiccup, seldom for what will not heal soon. */
const RESTART_DELAYS_MS = [200, 1000, 3000, 10_000];
/** An engine that has lived this long was well: if it dies after that, the pauses begin anew. */
const STABLE_MS = 60_000;
/** An account's standard time-out (30 s) and the time to write its outcome down. */
const STOP_LIMIT_MS = 45_000;

/** An event of the contract, with its payload's type known from its name. */
export type EngineEvent = { [E in EventName]: { name: E; payload: EventPayload<E> } }[EventName];

/** Why there is no answer: as a reason that the window may have words for, and in English. */
interface Failure {
  readonly reason: string | null;
  readonly message: string;
}

const died: Failure = {
  reason: 'engine-died',
  message: 'The engine stopped before it answered. Look whether it was done, and try again.',
};

interface EngineProcessOptions {
  /** The built engine. */
  readonly entry: string;
  readonly dataDir: string;
  /** Where its compiled code is kept from start to start: it answers some 50 ms earlier, while the window waits for it. */
  readonly codeDir: string;
  /** Asked at every start. */
  readonly secrets: () => readonly AccountSecret[];
  /** The engine came by a secret, or (null) one is no more: what `secrets` answers from now on. */
  onSecret(accountId: number, kind: SecretKind, secret: string | null): void;
  onEvent(event: EngineEvent): void;
}

/** The engine in a process of its own, as the shell sees it. */
export interface EngineProcess {
  /** Answers when the engine does; waits for one that is starting. Never throws. */
  call(name: string, input: unknown): Promise<Reply<unknown>>;
  state(): EventPayload<'engine.state'>;
  setSecret(secret: AccountSecret): void;
  power(event: 'suspend' | 'resume'): void;
  /** Lets what is on the wire end, then ends the process. */
  stop(): Promise<void>;
}

/**
 * Starts the engine's process and starts it again when it dies. What it was asked at that moment is
 * answered with an error: nobody knows how far it got. What it was not asked yet waits for the next one.
 */
export function startEngineProcess(options: EngineProcessOptions): EngineProcess {
  const asked = new Map<number, (reply: Reply<unknown>) => void>();
  const waiting: ToEngine[] = [];
  let lastId = 0;
  let deaths = 0;
  let alive = false;
  let ready = false;
  /** It said that it ends by itself, and is to be started anew. */
  let endsInOrder = false;
  let stopping = false;
  /** Why it cannot be had; calls are then answered with this. */
  let failure: Failure | undefined;
  let lastState: EventPayload<'engine.state'> = { state: 'starting', reason: null, message: null };
  let child = start();

  function start(): UtilityProcess {
    const started = utilityProcess.fork(options.entry, ['--data-dir', options.dataDir], {
      serviceName: 'Kaptar engine',
      env: { ...process.env, NODE_COMPILE_CACHE: options.codeDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    alive = true;
    const startedAt = performance.now();
    forwardOutput(started, options.secrets);
    started.on('message', (message: FromEngine) => {
      hear(message);
    });
    started.once('exit', () => {
      alive = false;
      if (performance.now() - startedAt > STABLE_MS) deaths = 0;
      void restart();
    });
    // First the secrets: the first message that it sends will need one.
    for (const secret of options.secrets()) {
      started.postMessage({ type: 'secret', ...secret } satisfies ToEngine);
    }
    started.postMessage({ type: 'start' } satisfies ToEngine);
    tell('starting');
    return started;
  }

  function hear(message: FromEngine): void {
    switch (message.type) {
      case 'ready':
        tell('ready');
        handOver();
        break;
      case 'damaged':
        tell('damaged', message);
        handOver();
        break;
      case 'restart':
        endsInOrder = true;
        // What is asked from now on waits for the next one.
        ready = false;
        tell('starting');
        break;
      case 'failed':
        fail(message);
        break;
      case 'reply':
        asked.get(message.id)?.(message.reply);
        asked.delete(message.id);
        break;
      case 'secret':
        options.onSecret(message.accountId, message.kind, message.secret);
        break;
      case 'event':
        options.onEvent(message);
        break;
    }
  }

  /** It answers from now on. */
  function handOver(): void {
    ready = true;
    for (const earlier of waiting.splice(0)) child.postMessage(earlier);
  }

  async function restart(): Promise<void> {
    ready = false;
    const waitingIds = new Set(waiting.map((message) => (message.type === 'call' ? message.id : undefined)));
    for (const [id, answer] of asked) {
      if (waitingIds.has(id)) continue;
      asked.delete(id);
      answer(refusal(died));
    }
    if (stopping || failure !== undefined) return;
    if (endsInOrder) {
      endsInOrder = false;
      child = start();
      return;
    }
    const delay = RESTART_DELAYS_MS[deaths];
    deaths += 1;
    if (delay === undefined) {
      fail({
        reason: 'engine-keeps-dying',
        message: 'The engine stops again and again. Restart Kaptar; if that does not help, look at its log.',
      });
      return;
    }
    tell('restarting');
    await wait(delay);
    if (!stopping) child = start();
  }

  function fail({ reason, message }: Failure): void {
    failure = { reason, message };
    tell('failed', failure);
    waiting.length = 0;
    for (const answer of asked.values()) answer(refusal(failure));
    asked.clear();
  }

  function tell(
    state: EventPayload<'engine.state'>['state'],
    why: Failure | { reason: null; message: null } = { reason: null, message: null },
  ): void {
    // What is known is not told again.
    if (state === lastState.state && why.reason === lastState.reason) return;
    lastState = { state, reason: why.reason, message: why.message };
    if (!stopping) options.onEvent({ name: 'engine.state', payload: lastState });
  }

  function post(message: ToEngine): void {
    if (ready) child.postMessage(message);
    else if (failure === undefined) waiting.push(message);
  }

  return {
    call(name, input) {
      if (failure !== undefined) return Promise.resolve(refusal(failure));
      if (stopping) return Promise.resolve(refusal({ reason: null, message: 'Kaptar is closing.' }));
      lastId += 1;
      const id = lastId;
      return new Promise((answer) => {
        asked.set(id, answer);
        post({ type: 'call', id, name, input });
      });
    },
    state: () => lastState,
    setSecret(secret) {
      post({ type: 'secret', ...secret });
    },
    power(event) {
      // An engine that is not running does not notice that the machine sleeps.
      if (ready) child.postMessage({ type: 'power', event } satisfies ToEngine);
    },
    stop() {
      stopping = true;
      const last = child;
      if (!alive) return Promise.resolve();
      return new Promise((resolve) => {
        const limit = setTimeout(() => last.kill(), STOP_LIMIT_MS);
        last.once('exit', () => {
          clearTimeout(limit);
          resolve();
        });
        last.postMessage({ type: 'stop' } satisfies ToEngine);
      });
    },
  };
}

function refusal({ reason, message }: Failure): Reply<never> {
  return { ok: false, error: { code: 'internal', message, details: { reason: reason ?? 'engine-stopped' } } };
}

/** What the engine writes goes where ours goes. It redacts its log; a crash's last words it cannot. */
function forwardOutput(child: UtilityProcess, secrets: () => readonly AccountSecret[]): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      let clean = line;
      for (const { secret } of secrets()) clean = clean.replaceAll(secret, '•••');
      process.stderr.write(`${clean}\n`);
    });
  }
}
