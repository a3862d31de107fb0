import type { MobsmsMessage } from '../../../../shared/mobsms.ts';

/** A message that is looked at. */
export interface OpenedMessage {
  /** MobSMS's number of it, or its UUID. */
  id: string;
  /** As the list showed it; null where it was asked for by its id. */
  row: MobsmsMessage | null;
}

/** What MobSMS says of a message now, and what only its list said: the single answer leaves the text out. */
export function allOf(message: MobsmsMessage, row: MobsmsMessage | null): MobsmsMessage {
  if (!row) return message;
  const told = Object.entries(message).filter(([, value]) => value !== null);
  return { ...row, ...Object.fromEntries(told) };
}
