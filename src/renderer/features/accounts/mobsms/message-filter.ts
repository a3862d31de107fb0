import type { CallInput } from '../../../../shared/contract.ts';

/** Which page of the API is asked (*List messages*, *outbox*, *inbox*). */
export const boxes = ['all', 'outbox', 'inbox'] as const;
/** The words of its `direction`. */
export const directions = ['outbound', 'inbound'] as const;

/** Which of MobSMS's messages are shown; null filters nothing. */
export interface MessageFilter {
  box: (typeof boxes)[number];
  status: NonNullable<CallInput<'mobsms.messages'>['status']> | null;
  deviceId: string | null;
}

export const everything: MessageFilter = { box: 'all', status: null, deviceId: null };

/** What is asked for it: outbox and inbox take no filters (*List messages* does). */
export function queryOf(filter: MessageFilter): Omit<CallInput<'mobsms.messages'>, 'accountId' | 'page'> {
  return filter.box === 'all' ? filter : { ...everything, box: filter.box };
}
