import { type Sandbox, type SandboxOptions, startSandbox } from '../../../src/main/sandbox/server.ts';
import type { CallInput } from '../../../src/shared/contract.ts';

/** The providers' APIs on this machine, quick enough for a test. */
export function startQuickSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  return startSandbox({ deliveryDelayMs: 100, ...options });
}

/** The form of a DevSMS account at the sandbox. */
export function devsmsAccount(sandbox: Sandbox): CallInput<'accounts.create'> {
  return { name: 'Shop', provider: 'devsms', settings: { baseUrl: sandbox.urls.devsms } };
}
