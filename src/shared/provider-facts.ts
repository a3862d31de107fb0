import type { ProviderId } from './account.ts';
import type { CallbackTopic } from './callbacks.ts';

/** What the window needs to know of a provider as well as the engine. */
export interface ProviderFacts {
  /** Where it sends at home, which no provider from abroad does for less; null where nobody knows. */
  readonly home: {
    /** ISO 3166-1 alpha-2. */
    readonly country: string;
    /** How numbers begin there. */
    readonly prefix: string;
  } | null;
  /** Whether it can keep a message until a later time. */
  readonly holds: boolean;
  /** Whether what it has taken and not sent yet can be withdrawn. */
  readonly withdraws: boolean;
  /** Whether it receives messages. */
  readonly inbox: boolean;
  /** What it calls back about. */
  readonly callbackTopics: readonly CallbackTopic[];
}

/** From the providers' documents; a provider without its facts does not compile. */
export const providerFacts = {
  devsms: {
    home: { country: 'UZ', prefix: '+998' },
    holds: false,
    withdraws: false,
    inbox: false,
    callbackTopics: ['status'],
  },
  ubill: {
    home: { country: 'GE', prefix: '+995' },
    holds: true,
    withdraws: false,
    inbox: false,
    callbackTopics: ['status'],
  },
  mobsms: {
    // A phone sends at the price of its own SIM, wherever that is from.
    home: null,
    holds: false,
    withdraws: true,
    inbox: true,
    callbackTopics: ['status', 'incoming'],
  },
} as const satisfies Readonly<Record<ProviderId, ProviderFacts>>;
