import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { ProviderId } from '../../shared/account.ts';

/** What the sandbox took: the judge of whether something was sent twice or lost. */
export interface LedgerEntry {
  readonly provider: ProviderId;
  /** As the adapters name it; with uBill `smsID:number`. Unique for a provider. */
  readonly providerId: string;
  /** E.164 with its plus sign. */
  readonly recipient: string;
  readonly text: string;
  /** The caller's own id, where the API has one (MobSMS `my_id`). */
  readonly reference: string | null;
  /** Wall clock ms, as the other times. */
  readonly acceptedAt: number;
  /** When it leaves for the phone. */
  readonly sentAt: number;
  /** When it is delivered, or fails. */
  readonly settledAt: number;
  /** A second id: DevSMS `request_id`, MobSMS `message_id`, uBill `smsID` (one for all its numbers). */
  readonly alias: string;
  /** Where the sender wants to hear of this message; null for nowhere. */
  readonly callbackUrl: string | null;
  /** What only this provider shows of a message. */
  readonly details: Readonly<Record<string, string | number | null>>;
  /** At this moment. */
  readonly state: 'accepted' | 'delivered' | 'failed' | 'cancelled';
}

export type NewEntry = Pick<
  LedgerEntry,
  'provider' | 'providerId' | 'recipient' | 'text' | 'reference' | 'alias' | 'details'
> & {
  readonly callbackUrl?: string | null;
  /** A later time of sending; now if not given. */
  readonly sendAt?: number;
};

export interface Ledger {
  /** All of all providers, in the order in which they were accepted. */
  readonly entries: readonly LedgerEntry[];
  /** Those of one provider, in the order in which they were accepted. */
  of(provider: ProviderId): readonly LedgerEntry[];
  find(provider: ProviderId, providerId: string): LedgerEntry | undefined;
  findByAlias(provider: ProviderId, alias: string): readonly LedgerEntry[];
  /** A number that no message of the provider has. */
  nextId(provider: ProviderId): number;
  accept(entry: NewEntry): LedgerEntry;
  /** Only before its `sentAt`; whether that was so. */
  cancel(entry: LedgerEntry): boolean;
  /** Tells `listener` of every entry that is accepted from now on. */
  watch(listener: (entry: LedgerEntry) => void): void;
  close(): void;
}

export interface LedgerOptions {
  /** From acceptance to delivery. */
  readonly deliveryDelayMs: number;
  /** Messages to numbers that end so fail in place of being delivered. */
  readonly failSuffix: string | undefined;
  /** Of a ledger that is empty. */
  readonly firstId: number;
  /** JSON lines, appended; read at the start. */
  readonly file: string | undefined;
}

/** What a line of the file holds: an entry but for what is derived from it. */
type Line = Omit<LedgerEntry, 'state'> & { readonly cancelled?: true };

/** A ledger with the lines of its file in it, if it has one. */
export function openLedger(options: LedgerOptions): Ledger {
  const entries: LedgerEntry[] = [];
  const byProvider = new Map<ProviderId, LedgerEntry[]>();
  const byId = new Map<string, LedgerEntry>();
  const byAlias = new Map<string, LedgerEntry[]>();
  const cancelled = new Set<string>();
  const lastIds = new Map<ProviderId, number>();
  const listeners: ((entry: LedgerEntry) => void)[] = [];
  const { failSuffix, deliveryDelayMs } = options;

  const of = (provider: ProviderId): readonly LedgerEntry[] => byProvider.get(provider) ?? [];

  const add = (line: Omit<LedgerEntry, 'state'>): LedgerEntry => {
    const id = key(line.provider, line.providerId);
    const fails = failSuffix !== undefined && line.recipient.endsWith(failSuffix);
    const entry: LedgerEntry = {
      ...line,
      get state() {
        if (cancelled.has(id)) return 'cancelled';
        if (Date.now() < line.settledAt) return 'accepted';
        return fails ? 'failed' : 'delivered';
      },
    };
    entries.push(entry);
    push(byProvider, line.provider, entry);
    push(byAlias, key(line.provider, line.alias), entry);
    byId.set(id, entry);
    lastIds.set(
      line.provider,
      Math.max(lastIds.get(line.provider) ?? 0, Number.parseInt(line.providerId, 10)),
    );
    return entry;
  };

  for (const line of options.file === undefined ? [] : readLines(options.file)) {
    const id = key(line.provider, line.providerId);
    if (!byId.has(id)) add(line);
    if (line.cancelled) cancelled.add(id);
  }
  const file = options.file === undefined ? null : openSync(options.file, 'a');
  const write = (line: Line): void => {
    // A line end first as well: the line before may have been cut short.
    if (file !== null) writeSync(file, `\n${JSON.stringify(line)}\n`);
  };

  return {
    entries,
    of,
    find: (provider, providerId) => byId.get(key(provider, providerId)),
    findByAlias: (provider, alias) => byAlias.get(key(provider, alias)) ?? [],
    nextId(provider) {
      const id = (lastIds.get(provider) ?? options.firstId - 1) + 1;
      lastIds.set(provider, id);
      return id;
    },
    accept({ sendAt, callbackUrl = null, ...entry }) {
      const acceptedAt = Date.now();
      const start = Math.max(acceptedAt, sendAt ?? 0);
      const sentAt = start + deliveryDelayMs / 2;
      const line = { ...entry, callbackUrl, acceptedAt, sentAt, settledAt: start + deliveryDelayMs };
      write(line);
      const added = add(line);
      for (const listener of listeners) listener(added);
      return added;
    },
    cancel(entry) {
      if (entry.state !== 'accepted' || Date.now() >= entry.sentAt) return false;
      cancelled.add(key(entry.provider, entry.providerId));
      write({ ...entry, cancelled: true });
      return true;
    },
    watch: (listener) => void listeners.push(listener),
    close() {
      if (file !== null) closeSync(file);
    },
  };
}

function key(provider: ProviderId, id: string): string {
  return `${provider} ${id}`;
}

function push<K>(map: Map<K, LedgerEntry[]>, group: K, entry: LedgerEntry): void {
  const list = map.get(group);
  if (list) list.push(entry);
  else map.set(group, [entry]);
}

/** The lines that are whole: a process that was killed may have left a torn one. */
function readLines(file: string): Line[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text) => {
      try {
        return text === '' ? [] : [JSON.parse(text) as Line];
      } catch {
        return [];
      }
    });
}
