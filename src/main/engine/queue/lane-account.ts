import type { LaneSettings } from '../../../shared/account.ts';
import type { Money } from '../../../shared/money.ts';
import type { Capabilities, Connection } from '../providers/provider.ts';

/** What a lane needs to know of its account. */
export interface LaneAccount {
  readonly id: number;
  readonly settings: LaneSettings;
  readonly capabilities: Capabilities;
  readonly connection: Connection;
  /** A fingerprint of its key and address, from which neither can be read. */
  readonly identity: string;
  /** What a part to this number costs now, where that is known. */
  readonly priceOf: (recipient: string) => Promise<Money | null>;
  /** Asks the provider for its price at home, if it has one that nobody asked for yet. */
  readonly askPrice: (signal: AbortSignal) => Promise<void>;
}
