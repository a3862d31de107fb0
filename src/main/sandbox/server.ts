import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProviderId } from '../../shared/account.ts';
import { openCallbacks, type CallbackTrouble } from './callbacks.ts';
import { answerControl, CONTROL_PREFIX, type Controls } from './control.ts';
import { openDevsmsApi } from './devsms.ts';
import { answerWithFault, openFaults, write, type Fault } from './faults.ts';
import { openLedger, type LedgerEntry } from './ledger.ts';
import { openMobsmsApi } from './mobsms.ts';
import { openUbillApi, type UbillCallback } from './ubill.ts';
import {
  openPurse,
  PREFIXES,
  type IncomingText,
  type OutgoingCall,
  type VendorApi,
  type VendorRequest,
} from './vendor-api.ts';

/** The key of every sandbox account. No secret: the sandbox listens on this machine only and sends nothing. */
export const SANDBOX_TOKEN = 'sandbox-token';

export interface SandboxOptions {
  /** Which APIs answer; all three if not given. The others' addresses answer 404. */
  readonly providers?: readonly ProviderId[];
  /** 0, or nothing, for any free one. */
  readonly port?: number;
  readonly token?: string;
  /** JSON lines of what was accepted: read at the start, so that a demo account survives a restart. */
  readonly ledgerFile?: string;
  /** 1 if not given. Who runs it without a file gives another each time: accounts remember ids. */
  readonly firstId?: number;
  /** From acceptance to delivery; 1,500 if not given. */
  readonly deliveryDelayMs?: number;
  /** Messages to numbers that end so fail in place of being delivered. */
  readonly failSuffix?: string;
  /** What is left: DevSMS in thousandths of a dollar, uBill in SMS, MobSMS in units of which a message costs 100. */
  readonly balance?: Partial<Readonly<Record<ProviderId, number>>>;
  /** Parts that DevSMS counts beyond those of a text; none if not given. */
  readonly devsmsExtraParts?: number;
  /** Whether uBill has the pages that its document does not name; they are there if not given. */
  readonly ubillExtras?: boolean;
  /** The zone of uBill's times; Asia/Tbilisi if not given. */
  readonly ubillZone?: string;
  /** With uBill, messages that fail to numbers that end so end with status 4, error, in place of 2. */
  readonly ubillErrorSuffix?: string;
  /** Where uBill reports, as its company settings have it; nowhere if not given. */
  readonly ubillCallback?: UbillCallback;
  /** What goes wrong with the calls to users; nothing if not given. `late` is by `slowMs`. */
  readonly callbackTroubles?: readonly CallbackTrouble[];
  /** Whether MobSMS's lists show `my_id`; they do if not given. */
  readonly mobsmsEchoesReference?: boolean;
  /** Whether the MobSMS account has an active phone; it has one if not given. */
  readonly mobsmsHasDevice?: boolean;
  /** Whether the MobSMS account has Premium, which bulk sends and webhooks need; it has if not given. */
  readonly mobsmsIsPremium?: boolean;
  /** Whether MobSMS has published its gateway app; it has if not given. */
  readonly mobsmsHasRelease?: boolean;
  /** Numbers that end so MobSMS refuses in words only, a bulk as a whole. */
  readonly mobsmsRefusedSuffix?: string;
  /** How late the fault `slow` answers; 1,000 if not given. */
  readonly slowMs?: number;
}

export interface Sandbox {
  /** Base URLs for the account form. */
  readonly urls: Readonly<Record<ProviderId, string>>;
  readonly token: string;
  /** What was accepted, in that order; it grows, and its states move on. */
  readonly ledger: readonly LedgerEntry[];
  /** How many requests came in, sends apart from the rest; refused ones count too. */
  readonly requests: Readonly<Record<ProviderId, { readonly sends: number; readonly others: number }>>;
  /** The next `times` sends to the provider, questions, or both (1 if not given) go wrong in this way. */
  fault(provider: ProviderId, fault: Fault, times?: number): void;
  /** Ends all faults of the provider. */
  mend(provider: ProviderId): void;
  /** A person writes to the account's phone. */
  receive(message: IncomingText): void;
  /** Changes where uBill reports; null for nowhere. Throws on an address that uBill would refuse. */
  setUbillCallback(callback: UbillCallback | null): void;
  /** Cuts all connections, hanging ones too, and closes the ledger's file. */
  close(): Promise<void>;
}

/** Watching a delivery is part of the demo: long enough to see, short enough to wait for. */
const DELIVERY_DELAY_MS = 1_500;

const SLOW_MS = 1_000;

/** Enough for a million messages to any country or phone; a test that wants an empty account says so. */
const BALANCE = 1_000_000_000;

/** Longer than any pause of a test or demo: the sandbox is not the one to cut an idle connection. */
const KEEP_ALIVE_MS = 60_000;

/** A body larger than this is no request of these APIs. */
const LARGEST_BODY = 1_000_000;

/**
 * Starts servers that speak the three providers' APIs, on one port of this machine. They refuse what the
 * documents refuse, take what they take, and send nothing. Throws where the port is in use.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const token = options.token ?? SANDBOX_TOKEN;
  const ledger = openLedger({
    deliveryDelayMs: options.deliveryDelayMs ?? DELIVERY_DELAY_MS,
    failSuffix: options.failSuffix,
    firstId: options.firstId ?? 1,
    file: options.ledgerFile,
  });
  const tools = (provider: ProviderId) => {
    return { ledger, token, purse: openPurse(options.balance?.[provider] ?? BALANCE) };
  };
  const ubill = openUbillApi(tools('ubill'), {
    extras: options.ubillExtras ?? true,
    zone: options.ubillZone ?? 'Asia/Tbilisi',
    errorSuffix: options.ubillErrorSuffix,
  });
  if (options.ubillCallback) ubill.setCallback(options.ubillCallback);
  const apis: Readonly<Record<ProviderId, VendorApi>> = {
    devsms: openDevsmsApi(tools('devsms'), options.devsmsExtraParts ?? 0),
    ubill,
    mobsms: openMobsmsApi(tools('mobsms'), {
      echoesReference: options.mobsmsEchoesReference ?? true,
      hasDevice: options.mobsmsHasDevice ?? true,
      isPremium: options.mobsmsIsPremium ?? true,
      hasRelease: options.mobsmsHasRelease ?? true,
      refusedSuffix: options.mobsmsRefusedSuffix,
    }),
  };
  const enabled = options.providers ?? ProviderId.options;
  const faults = openFaults();
  const requests = {
    devsms: { sends: 0, others: 0 },
    ubill: { sends: 0, others: 0 },
    mobsms: { sends: 0, others: 0 },
  };

  const callbacks = openCallbacks({
    callsFor: (entry) => apis[entry.provider].callbacksFor(entry),
    troubles: options.callbackTroubles ?? [],
    lateMs: options.slowMs ?? SLOW_MS,
  });
  ledger.watch((entry) => callbacks.follow(entry));

  const controls: Controls = {
    ledger: ledger.entries,
    fault: (provider, fault, times) => faults.add(provider, fault, times),
    mend: (provider) => faults.mend(provider),
    receive(message) {
      const calls = enabled.flatMap((id): readonly OutgoingCall[] => apis[id].receive?.(message) ?? []);
      callbacks.make(calls);
      return calls.length;
    },
    setUbillCallback: (callback) => ubill.setCallback(callback),
  };

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '/', 'http://sandbox');
    const provider = enabled.find((id) => url.pathname.startsWith(`${PREFIXES[id]}/`));
    const prefix = provider ? PREFIXES[provider] : CONTROL_PREFIX;
    const body = await readBody(incoming);
    if (body === null || !url.pathname.startsWith(`${prefix}/`)) {
      write(response, { status: body === null ? 413 : 404, body: { message: 'Not Found' } });
      return;
    }
    const request: VendorRequest = {
      method: incoming.method ?? 'GET',
      path: url.pathname.slice(prefix.length),
      query: url.searchParams,
      headers: incoming.headers,
      body,
    };
    if (!provider) {
      write(response, answerControl(controls, request));
      return;
    }
    const api = apis[provider];
    const isSend = api.isSend(request);
    requests[provider][isSend ? 'sends' : 'others']++;
    const fault = faults.take(provider, isSend ? 'send' : request.method === 'GET' ? 'question' : 'change');
    if (fault) answerWithFault(fault, api, response, () => api.handle(request), options.slowMs ?? SLOW_MS);
    else write(response, api.handle(request));
  };

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (incoming, response) => {
    // Only a connection that breaks while its request is read ends here: nobody is left to be told.
    answer(incoming, response).catch(() => response.destroy());
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  for (const entry of ledger.entries) {
    if (entry.settledAt > Date.now()) callbacks.follow(entry);
  }
  const { port } = server.address() as AddressInfo;
  const urlOf = (provider: ProviderId): string => `http://127.0.0.1:${port}${PREFIXES[provider]}`;

  return {
    urls: { devsms: urlOf('devsms'), ubill: urlOf('ubill'), mobsms: urlOf('mobsms') },
    token,
    ledger: ledger.entries,
    requests,
    fault: (provider, fault, times = 1) => faults.add(provider, fault, times),
    mend: (provider) => faults.mend(provider),
    receive: (message) => void controls.receive(message),
    setUbillCallback: (callback) => ubill.setCallback(callback),
    async close() {
      callbacks.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      ledger.close();
    },
  };
}

/** The whole body, or null where it is too large. */
async function readBody(incoming: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += (chunk as Buffer).length;
    if (size > LARGEST_BODY) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
