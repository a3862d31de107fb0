import type { DevsmsSettings, MobsmsSettings, ProviderId, UbillSettings } from '../../../shared/account.ts';

interface SettingsOf {
  devsms: DevsmsSettings;
  ubill: UbillSettings;
  mobsms: MobsmsSettings;
}

/** Any setting of any provider. */
export type SettingName = { [P in ProviderId]: keyof SettingsOf[P] }[ProviderId];

/** How a setting is asked for. */
export type FieldKind = 'text' | 'number' | 'switch' | 'choice';

/** One setting on the account form. */
export interface ProviderField {
  name: SettingName;
  kind: FieldKind;
  /** Asked for at once; everything else has a good default and waits under *Advanced*. */
  first: boolean;
}

/** A setting that the schema gains and this table lacks does not compile. */
type FieldKinds<S> = { [K in keyof Required<S>]: FieldKind };

const pace = {
  rate: 'number',
  concurrency: 'number',
  timeoutSeconds: 'number',
  lookupGraceSeconds: 'number',
  pollSeconds: 'number',
} as const;

const kinds: { [P in ProviderId]: FieldKinds<SettingsOf[P]> } = {
  devsms: { from: 'text', type: 'choice', timeZone: 'text', baseUrl: 'text', ...pace },
  ubill: { brandID: 'number', stopList: 'switch', groupSize: 'number', baseUrl: 'text', ...pace },
  mobsms: { deviceId: 'text', baseUrl: 'text', ...pace },
};

/** The account form of a provider, in the order in which it is shown. */
export function providerFields(provider: ProviderId): ProviderField[] {
  return Object.entries(kinds[provider]).map(([name, kind]) => ({
    name: name as SettingName,
    kind,
    first: name === 'brandID',
  }));
}

/** What the choices of a setting are called in the schema. */
export const choices = { type: ['eskiz', 'simple'] } as const;
