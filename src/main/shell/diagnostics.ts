import { release } from 'node:os';
import type { Account } from '../../shared/account.ts';
import type { Campaign } from '../../shared/campaign.ts';
import type { Preferences } from '../../shared/preferences.ts';
import type { Settings } from '../../shared/settings.ts';

/** What is known of this installation; the engine's part is missing where it does not answer. */
export interface Findings {
  readonly version: string;
  readonly keychain: boolean;
  readonly engine: string;
  readonly preferences: Preferences;
  readonly engineKnows: {
    readonly accounts: readonly Account[];
    readonly contacts: number;
    readonly lists: number;
    readonly campaigns: readonly Campaign[];
    readonly settings: Settings;
  } | null;
}

/** An account's settings that tell how it sends; all others may name somebody. */
const TOLD_OF_ACCOUNTS = [
  'rate',
  'concurrency',
  'lookupGraceSeconds',
  'timeoutSeconds',
  'pollSeconds',
  'expireHours',
  'groupSize',
  'method',
  'keyIn',
  'type',
  'partsPerHour',
  'partsPerDay',
  'recipientsPerMonth',
  'inboxSeconds',
];

/** Of what was chosen for all of Kaptar; the number to which tests go is the operator's own. */
const TOLD_SETTINGS = ['defaultCountry', 'quietHours', 'confirmAbove', 'undoSeconds'];

/**
 * The findings as text for whoever helps. In English whatever the window speaks, and by an allow-list: no secret, name,
 * number or text is in it, and no path, since that holds the operator's name.
 */
export function writeDiagnostics({ version, keychain, engine, preferences, engineKnows }: Findings): string {
  const { electron, chrome, node } = process.versions;
  const lines = [
    `Kaptar ${version}`,
    `System: ${process.platform} ${release()} ${process.arch}`,
    `Electron ${electron}, Chromium ${chrome}, Node ${node}`,
    `Keychain: ${keychain ? 'yes' : 'none'}`,
    `Engine: ${engine}`,
    `Preferences: ${JSON.stringify(preferences)}`,
  ];
  if (engineKnows) {
    const { accounts, contacts, lists, campaigns, settings } = engineKnows;
    lines.push(
      `Settings: ${tell(settings, TOLD_SETTINGS)}`,
      `Contacts: ${contacts} in ${lists} lists`,
      `Campaigns: ${JSON.stringify(countBy(campaigns.map(({ state }) => state)))}`,
      `Messages: ${JSON.stringify(sumStates(campaigns))}`,
      ...accounts.map(describeAccount),
    );
  }
  return `${lines.join('\n')}\n`;
}

function describeAccount({ id, provider, demo, hasSecret, settings }: Account): string {
  const kind = demo ? `${provider}, sandbox` : provider;
  return `Account ${id} (${kind}, ${hasSecret ? 'with' : 'without'} a key): ${tell(settings, TOLD_OF_ACCOUNTS)}`;
}

function tell(settings: object, names: readonly string[]): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(settings).filter(([name]) => names.includes(name))),
  );
}

function countBy(words: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(words, (word) => word)].map(([word, all]) => [word, all.length]));
}

function sumStates(campaigns: readonly Campaign[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { states } of campaigns) {
    for (const [state, messages] of Object.entries(states)) sums[state] = (sums[state] ?? 0) + messages;
  }
  return sums;
}
