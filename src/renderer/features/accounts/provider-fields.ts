import {
  DevsmsSettings,
  UbillSettings,
  type MobsmsSettings,
  type ProviderId,
} from '../../../shared/account.ts';

interface SettingsOf {
  devsms: DevsmsSettings;
  ubill: UbillSettings;
  mobsms: MobsmsSettings;
}

/** Any setting of any provider. */
export type SettingName = { [P in ProviderId]: keyof SettingsOf[P] }[ProviderId];

/** How a setting is asked for; `share` is a number from 0 to 1, asked for in percent. */
export type FieldKind = 'text' | 'number' | 'share' | 'switch' | 'choice' | 'zone';

/** What a setting is about: the headings under *Advanced*, in this order. */
export const fieldGroups = ['messages', 'pace', 'delivery', 'connection'] as const;
export type FieldGroup = (typeof fieldGroups)[number];

/** One setting on the account form. */
export interface ProviderField {
  name: SettingName;
  kind: FieldKind;
  /** `first` is asked for at once; everything else has a good default and waits under *Advanced*. */
  group: FieldGroup | 'first';
}

type Asked = readonly [FieldKind, FieldGroup | 'first'];
/** A setting that the schema gains and this table lacks does not compile; null is not asked for. */
type FieldTable<S> = { [K in keyof Required<S>]: Asked | null };

const rate = ['number', 'pace'] as const;
const delivery = {
  pollSeconds: ['number', 'delivery'],
  expireHours: ['number', 'delivery'],
  lookupGraceSeconds: ['number', 'delivery'],
} as const;
const connection = {
  baseUrl: ['text', 'connection'],
  timeoutSeconds: ['number', 'connection'],
  concurrency: ['number', 'connection'],
} as const;

const table: { [P in ProviderId]: FieldTable<SettingsOf[P]> } = {
  devsms: {
    from: ['text', 'messages'],
    type: ['choice', 'messages'],
    lowBalance: ['number', 'messages'],
    userKind: ['choice', 'messages'],
    rate,
    ...delivery,
    ...connection,
    timeZone: ['zone', 'connection'],
  },
  ubill: {
    brandID: ['number', 'first'],
    stopList: ['switch', 'messages'],
    lowBalance: ['number', 'messages'],
    rate,
    groupSize: ['number', 'pace'],
    ...delivery,
    ...connection,
    timeZone: ['zone', 'connection'],
    method: ['choice', 'connection'],
    keyIn: ['choice', 'connection'],
  },
  mobsms: {
    deviceId: ['text', 'messages'],
    // MobSMS names no currency for its balance, so nothing can be compared with it.
    lowBalance: null,
    price: ['number', 'messages'],
    rate,
    jitter: ['share', 'pace'],
    partsPerHour: ['number', 'pace'],
    partsPerDay: ['number', 'pace'],
    recipientsPerMonth: ['number', 'pace'],
    groupSize: ['number', 'pace'],
    ...delivery,
    inboxSeconds: ['number', 'delivery'],
    country: ['text', 'delivery'],
    ...connection,
  },
};

/** The account form of a provider, in the order in which it is shown. */
export function providerFields(provider: ProviderId): ProviderField[] {
  return Object.entries<Asked | null>(table[provider]).flatMap(([name, asked]) =>
    asked ? [{ name: name as SettingName, kind: asked[0], group: asked[1] }] : [],
  );
}

/** What the choices of a setting are called, by its schema. */
export const choices = {
  type: DevsmsSettings.shape.type.unwrap().options,
  userKind: DevsmsSettings.shape.userKind.unwrap().options,
  method: UbillSettings.shape.method.unwrap().options,
  keyIn: UbillSettings.shape.keyIn.unwrap().options,
} as const;
