import type { SavedTemplate } from '../../../shared/saved-template.ts';
import type { Violation } from '../../../shared/violation.ts';
import type { AccountStore } from './account-store.ts';
import type { CampaignResultStore } from './campaign-result-store.ts';
import type { CampaignStore } from './campaign-store.ts';
import type { ClockStore } from './clock-store.ts';
import type {
  ContactChangeStore,
  ContactIndexStore,
  ContactStore,
  DuplicateStore,
  ImportStore,
  ListStore,
  OptOutStore,
} from './contact-store.ts';
import type { InboxStore } from './inbox-store.ts';
import type { OtpStore } from './otp-store.ts';
import type { PlanStore } from './plan-store.ts';
import type { QueueStore } from './queue-store.ts';
import type { ReportStore } from './report-store.ts';

/**
 * The port to everything that lasts. Each method is exactly one transaction, committed to the disk when
 * its promise resolves. Times are wall clock ms where nothing else is said. The border is async so that another
 * database could stand behind it one day.
 */
export interface Store
  extends
    AccountStore,
    ContactIndexStore,
    ContactStore,
    ListStore,
    ContactChangeStore,
    OptOutStore,
    DuplicateStore,
    ImportStore,
    CampaignStore,
    CampaignResultStore,
    QueueStore,
    OtpStore,
    InboxStore,
    ReportStore,
    TemplateStore,
    PlanStore,
    SettingStore,
    ClockStore {
  /** What is wrong with the file, or which invariants do not hold; empty is good. */
  verify(): Promise<Violation[]>;
  /** Throws `AppError('conflict')` for the reason `unreadable-database` where the file is damaged. */
  refuseDamage(): Promise<void>;
  /** The invariants alone, with a turn for sending between two of them; rejects once `signal` is aborted. */
  checkBooks(signal: AbortSignal): Promise<Violation[]>;
  close(): Promise<void>;
}

export interface TemplateStore {
  listTemplates(): Promise<SavedTemplate[]>;
  /** Throws `conflict` where another has the name, `not-found` for an id that is gone. */
  saveTemplate(
    template: Pick<SavedTemplate, 'name' | 'body'> & { id: number | null },
    now: number,
  ): Promise<SavedTemplate>;
  removeTemplate(id: number): Promise<void>;
}

export interface SettingStore {
  /** Undefined where it was never written. */
  readSetting(name: string): Promise<unknown>;
  writeSetting(name: string, value: unknown): Promise<void>;
}
