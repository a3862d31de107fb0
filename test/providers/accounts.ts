import { onTestFinished } from 'vitest';
import { providerSettings, type LaneSettings, type ProviderId } from '../../src/shared/account.ts';
import type {
  Connection,
  ConnectOptions,
  OutgoingMessage,
  SoughtMessage,
} from '../../src/main/engine/providers/provider.ts';
import { providers } from '../../src/main/engine/providers/registry.ts';
import {
  SANDBOX_TOKEN,
  startSandbox,
  type Sandbox,
  type SandboxOptions,
} from '../../src/main/sandbox/server.ts';

/** A sandbox that closes with the test. */
export async function openSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ deliveryDelayMs: 50, slowMs: 50, ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** What an account needs beyond the standard settings. */
const REQUIRED: Readonly<Record<ProviderId, object>> = {
  devsms: {},
  ubill: { brandID: 1 },
  mobsms: {},
};

/** A connection of a provider's adapter that closes with the test. `timeoutSeconds` may be a fraction here. */
export function connect(
  provider: ProviderId,
  baseUrl: string,
  settings: Readonly<Record<string, unknown>> & { timeoutSeconds?: number } = {},
  secret = SANDBOX_TOKEN,
  options: ConnectOptions = {},
): Connection {
  const parsed = settingsOf(provider, baseUrl, settings);
  const connection = providers[provider].connect(parsed, secret, options);
  onTestFinished(() => connection.close());
  return connection;
}

/** The settings of an account as an adapter gets them. */
export function settingsOf(
  provider: ProviderId,
  baseUrl: string,
  settings: Readonly<Record<string, unknown>> & { timeoutSeconds?: number } = {},
): LaneSettings {
  const { timeoutSeconds = 5, ...others } = settings;
  const parsed = providerSettings[provider].parse({ baseUrl, ...REQUIRED[provider], ...others });
  return { ...parsed, timeoutSeconds };
}

/** The `index`-th message of a test, each to a number of its own. */
export function message(index: number, text = 'Salom!'): OutgoingMessage {
  const recipient = `+9989012${String(index).padStart(5, '0')}`;
  return { reference: `ref-${index}-`, recipient, text, parts: 1 };
}

/** The same message after an attempt that is uncertain. */
export function sought(outgoing: OutgoingMessage, attemptedAt = Date.now()): SoughtMessage {
  return { ...outgoing, attemptedAt, attemptedUntil: attemptedAt };
}

/** A signal that nobody aborts. */
export function never(): AbortSignal {
  return new AbortController().signal;
}
