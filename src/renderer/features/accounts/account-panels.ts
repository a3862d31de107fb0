import type { ProviderId } from '../../../shared/account.ts';

/** What an account's page shows beside each other, in this order; the name is the end of its address. */
export const accountPanels = {
  devsms: ['overview', 'history', 'prices', 'names', 'settings', 'advanced'],
  ubill: ['overview', 'brands', 'report', 'settings', 'advanced'],
  mobsms: ['overview', 'phones', 'messages', 'contacts', 'subscription', 'settings', 'advanced'],
} as const satisfies Readonly<Record<ProviderId, readonly string[]>>;

export type PanelName = (typeof accountPanels)[ProviderId][number];

/** The panel that an address means; the overview where it means none of this provider. */
export function panelOf(provider: ProviderId, name: string | undefined): PanelName {
  const panels: readonly PanelName[] = accountPanels[provider];
  return panels.find((panel) => panel === name) ?? 'overview';
}

/** What can be looked at without the provider, and so without a key. */
const offline: readonly PanelName[] = ['overview', 'prices', 'names', 'settings'];

/** Whether a panel shows nothing until the account has its key. */
export function needsKey(panel: PanelName): boolean {
  return !offline.includes(panel);
}
