import type { VendorTools } from './vendor-api.ts';

/** What the documents leave open, and what an account may lack. */
export interface MobsmsOptions {
  /** Whether lists and callbacks show `my_id`: said to be echoed, and in no example. */
  readonly echoesReference: boolean;
  /** Whether the account has an active phone. */
  readonly hasDevice: boolean;
  /** Whether the account has Premium from the start; without it bulk and webhooks are refused. */
  readonly isPremium: boolean;
  /** Whether a release of the gateway app is published. */
  readonly hasRelease: boolean;
  /** Sends to numbers that end so are refused in words only, a bulk as a whole; undefined for none. */
  readonly refusedSuffix: string | undefined;
}

export interface MobsmsUser {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  /** Empty for one that came through Google. */
  readonly password: string;
}

/** A key, or the token of a session, which is one that is not listed. */
export interface MobsmsToken {
  readonly id: number;
  readonly userId: number;
  readonly name: string;
  readonly abilities: readonly string[];
  readonly token: string;
  readonly isSession: boolean;
  readonly createdAt: number;
  lastUsedAt: number | null;
}

export interface MobsmsDevice {
  readonly id: number;
  readonly device_id: string;
  readonly device_name: string;
  readonly phone_number: string;
  readonly is_active: boolean;
  is_default: boolean;
  readonly sms_rate: number;
  readonly send_delay_seconds: number;
  readonly default_sim_slot: number;
}

/** A message that came in and was kept. */
export interface Inbound {
  readonly id: number;
  readonly uuid: string;
  /** Empty where it hides. */
  readonly sender: string;
  readonly text: string;
  readonly receivedAt: number;
}

export type Word = 'pending' | 'sent' | 'delivered' | 'failed' | 'cancelled' | 'received';

/**
 * All that the sandbox's MobSMS knows besides the ledger. Its users have one account between them: the same
 * phones, messages and pages, whoever of them signs in.
 */
export interface MobsmsWorld {
  readonly tools: VendorTools;
  readonly options: MobsmsOptions;
  readonly users: MobsmsUser[];
  readonly tokens: MobsmsToken[];
  readonly devices: readonly MobsmsDevice[];
  /** Oldest first. */
  readonly inbox: Inbound[];
  /** Numbers of the address book. */
  readonly contacts: Set<string>;
  /** What *Update a message* set, by id. */
  readonly changes: Map<string, { readonly status?: Word; readonly errorMessage?: string }>;
  /** Ids of outbound messages that *Delete a message* took away; the ledger keeps them. */
  readonly deleted: Set<string>;
  readonly webhooks: { incoming: string | null; status: string | null };
  isPremium: boolean;
  keepInbound: boolean;
  /** Counts on for `active`, which goes round the active devices. */
  turn: number;
  nextTokenId: number;
  /** Of the next inbound message: never one of a run before, whose messages Kaptar knows. */
  nextInboundId: number;
}

/** In the example of *Login*. */
const FIRST_USER: MobsmsUser = { id: 1, name: 'Ali', email: 'you@example.com', password: 'secret123' };

/** A MobSMS of its own: one user, two phones, no messages. */
export function openWorld(tools: VendorTools, options: MobsmsOptions): MobsmsWorld {
  const common = { sms_rate: 100, send_delay_seconds: 0, default_sim_slot: 0 };
  return {
    tools,
    options,
    users: [FIRST_USER],
    tokens: [],
    devices: [
      {
        id: 5,
        device_id: 'abc123',
        device_name: 'Pixel 7',
        phone_number: '+998901234567',
        is_active: options.hasDevice,
        is_default: true,
        ...common,
      },
      {
        id: 6,
        device_id: 'def456',
        device_name: 'Galaxy A14',
        phone_number: '+998901234568',
        is_active: false,
        is_default: false,
        ...common,
      },
    ],
    inbox: [],
    contacts: new Set(),
    changes: new Map(),
    deleted: new Set(),
    webhooks: { incoming: null, status: null },
    isPremium: options.isPremium,
    keepInbound: true,
    turn: 0,
    nextTokenId: 1,
    nextInboundId: Date.now(),
  };
}

/** The device that a request means: `active`, its number, its own id, or none for the default one. */
export function findDevice(world: MobsmsWorld, named: string): MobsmsDevice | undefined {
  return world.devices.find(({ id, device_id: deviceId }) => [String(id), deviceId].includes(named));
}

/** The active device that a send goes through; undefined where there is none. */
export function chooseDevice(world: MobsmsWorld, named: string | null | undefined): MobsmsDevice | undefined {
  const active = world.devices.filter((device) => device.is_active);
  if (named === 'active') return active[world.turn++ % Math.max(1, active.length)];
  if (named) return active.find((device) => device === findDevice(world, named));
  return active.find((device) => device.is_default) ?? active[0];
}

/** With microseconds, as Laravel writes it. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z');
}
