import type { CampaignKind } from '../../../shared/campaign.ts';
import type { MessageErrorCode, MessageState } from '../../../shared/message.ts';

/** How many messages have all of this in common. */
export interface MessageCount {
  /** Hours since 1970 (UTC) at which the provider took them, or at which they failed or were left out. */
  readonly hour: number;
  /** 0: codes and answers to one person each. */
  readonly campaignId: number;
  readonly kind: CampaignKind;
  readonly accountId: number;
  /** The beginning of their numbers: the country, and the operator's range in Uzbekistan and Georgia. */
  readonly prefix: string;
  readonly state: MessageState;
  readonly errorCode: MessageErrorCode | '';
  readonly messages: number;
  readonly parts: number;
  readonly costMicros: number;
}

/** What a message and its counts are called, and charged in. */
export interface ReportNames {
  readonly campaigns: ReadonlyMap<number, { readonly name: string; readonly currency: string | null }>;
  /** The currency is that of the account's newest campaign that has one. */
  readonly accounts: ReadonlyMap<number, { readonly name: string; readonly currency: string | null }>;
}

/** One message with all that is known about it, for a file. */
export interface ExportedMessage {
  readonly id: number;
  readonly campaignId: number;
  readonly campaignName: string;
  readonly kind: CampaignKind;
  readonly accountId: number;
  readonly accountName: string;
  readonly currency: string | null;
  readonly recipient: string;
  readonly name: string;
  readonly text: string;
  readonly state: MessageState;
  readonly errorCode: MessageErrorCode | null;
  readonly error: string | null;
  readonly parts: number;
  readonly costMicros: number;
  readonly acceptedAt: number | null;
  readonly updatedAt: number;
}

export interface ReportStore {
  /** A page of the counts of these hours (the last one excluded), of one campaign or all, in a fixed order. */
  listCounts(query: {
    readonly fromHour: number;
    readonly toHour: number;
    readonly campaignId: number | null;
    /** The last of the page before. */
    readonly after: MessageCount | null;
    readonly limit: number;
  }): Promise<MessageCount[]>;
  reportNames(campaignIds: readonly number[], accountIds: readonly number[]): Promise<ReportNames>;
  /** How many messages took at most so many seconds, and more than the step before. */
  listDeliveryTimes(campaignId: number): Promise<{ within: number; messages: number }[]>;
  /** A page of messages by id, of one campaign or all that are prepared. */
  listForExport(query: {
    readonly campaignId: number | null;
    readonly after: number;
    readonly limit: number;
  }): Promise<ExportedMessage[]>;
}
