import type { Page } from '@playwright/test';
import type { Sandbox } from '../../src/main/sandbox/server.ts';

interface Stage {
  readonly page: Page;
  readonly sandbox: Sandbox;
  goTo(path: string): Promise<void>;
}

interface Scene {
  /** The name of its files. */
  readonly name: string;
  /** Brings the screen up. */
  show(stage: Stage): Promise<void>;
}

const at = (name: string, path: string): Scene => ({ name, show: ({ goTo }) => goTo(path) });

/** Every screen of the window, in the order in which one meets them. */
export const scenes: readonly Scene[] = [
  at('campaigns', '/campaigns'),
  at('campaign', '/campaigns/9'),
  at('campaign-new', '/campaigns/new'),
  at('otp', '/otp'),
  at('inbox', '/inbox'),
  at('contacts', '/contacts'),
  at('contacts-import', '/contacts/import'),
  at('accounts', '/accounts'),
  at('account-new', '/accounts/new'),
  at('account-devsms', '/accounts/1'),
  at('account-ubill', '/accounts/2'),
  at('account-mobsms', '/accounts/3'),
  at('callbacks', '/accounts/callbacks'),
];
