import type { LedgerEntry } from './ledger.ts';
import type { OutgoingCall } from './vendor-api.ts';

/**
 * What callers must live with:
 *
 * - `repeated`: each call comes twice;
 * - `late`: each comes `lateMs` after its time;
 * - `out-of-order`: that a message was sent is told after what became of it;
 * - `pending`: that it waits is told as well, at once, perhaps before the answer to its send.
 */
export type CallbackTrouble = 'repeated' | 'late' | 'out-of-order' | 'pending';

export interface CallbackOptions {
  /** What the entry's provider has to say of it right now. */
  readonly callsFor: (entry: LedgerEntry) => readonly OutgoingCall[];
  readonly troubles: readonly CallbackTrouble[];
  readonly lateMs: number;
}

/** The providers' calls to their users. */
export interface Callbacks {
  /** Makes an entry's calls when it is sent and when it is delivered or fails; with `pending`, now too. */
  follow(entry: LedgerEntry): void;
  /** Makes these calls, one after another. */
  make(calls: readonly OutgoingCall[]): void;
  /** Gives up what is on the wire and what was to come. */
  close(): void;
}

/** DevSMS's document, "Callback URL": 5 seconds, and no second try. The same for all here. */
const TIMEOUT_MS = 5_000;

/** The longest that a timer can wait; a greater number would make it fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Calls back about what becomes of messages, as the providers do. */
export function openCallbacks({ callsFor, troubles, lateMs }: CallbackOptions): Callbacks {
  const timers = new Set<NodeJS.Timeout>();
  const closing = new AbortController();

  /** Not a millisecond before `moment`, which is wall clock: the entry would still be in its state of before. */
  const at = (moment: number, act: () => void): void => {
    if (closing.signal.aborted) return;
    const wait = Math.min(Math.max(Math.ceil(moment - Date.now()), 0), LONGEST_TIMER_MS);
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (Date.now() < moment) at(moment, act);
      else act();
    }, wait);
    timers.add(timer);
  };
  const perform = async (calls: readonly OutgoingCall[], due: number): Promise<void> => {
    if (calls.length === 0) return;
    if (troubles.includes('late')) await new Promise<void>((resolve) => at(due + lateMs, resolve));
    for (const call of calls) {
      await performOne(call, closing.signal);
      if (troubles.includes('repeated')) await performOne(call, closing.signal);
    }
  };
  /** A message that was withdrawn has nothing more to tell. */
  const newsOf = (entry: LedgerEntry) => (entry.state === 'cancelled' ? [] : callsFor(entry));

  return {
    follow(entry) {
      let held: readonly OutgoingCall[] = [];
      let said = Promise.resolve();
      // One after another: what is out of order is so on purpose.
      const say = (calls: readonly OutgoingCall[]): void => {
        const due = Date.now();
        said = said.then(() => perform(calls, due));
      };
      if (troubles.includes('pending') && Date.now() < entry.sentAt) say(newsOf(entry));
      if (entry.sentAt < entry.settledAt) {
        at(entry.sentAt, () => {
          if (troubles.includes('out-of-order')) held = newsOf(entry);
          else say(newsOf(entry));
        });
      }
      at(entry.settledAt, () => say([...newsOf(entry), ...held]));
    },
    make: (calls) => void perform(calls, Date.now()),
    close() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      closing.abort();
    },
  };
}

/** Never throws, and never leaves this machine: the sandbox sends nothing into the world. */
async function performOne({ method, url, json }: OutgoingCall, closing: AbortSignal): Promise<void> {
  if (!isOnThisMachine(url)) return;
  const body =
    json === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) };
  try {
    const signal = AbortSignal.any([closing, AbortSignal.timeout(TIMEOUT_MS)]);
    const response = await fetch(url, { method, redirect: 'manual', signal, ...body });
    await response.body?.cancel();
  } catch {
    // Nobody listens, or not in time: a provider does not try again either.
  }
}

/** Whether an address leads to this machine only. */
export function isOnThisMachine(url: string): boolean {
  return URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}
