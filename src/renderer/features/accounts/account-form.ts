import type { z } from 'zod';
import { providerSettings, type Account, type ProviderId } from '../../../shared/account.ts';
import { noAccess, type MobsmsAccess } from './mobsms/mobsms-access.ts';
import { providerFields } from './provider-fields.ts';

/** A setting as the form holds it: text while it is being typed. */
export type SettingValue = string | number | boolean;

/** What the account form holds. */
export interface AccountForm {
  provider: ProviderId;
  name: string;
  key: string;
  /** How a new MobSMS account gets its key. */
  access: MobsmsAccess;
  settings: Record<string, SettingValue>;
}

/**
 * Android lets one app send about 30 messages in 30 minutes and counts every part (field notes). The schema's
 * default is no limit, since an account that was set up before must not become slower by itself; a new one
 * begins with what a phone can carry.
 */
const SUGGESTED_PARTS_PER_HOUR = 60;

/** The form of an account, or an empty one with the provider's defaults. */
export function accountForm(provider: ProviderId, account: Account | null): AccountForm {
  // A setting that the form does not ask for keeps its value all the same.
  const settings: Record<string, SettingValue> = { ...account?.settings };
  for (const { name } of providerFields(provider)) {
    settings[name] = account?.settings[name] ?? defaultOf(provider, name) ?? '';
  }
  if (!account && provider === 'mobsms') settings['partsPerHour'] = SUGGESTED_PARTS_PER_HOUR;
  return { provider, name: account?.name ?? '', key: '', access: noAccess, settings };
}

function defaultOf(provider: ProviderId, name: string): SettingValue | undefined {
  const shape: Record<string, z.ZodType> = providerSettings[provider].shape;
  const parsed = shape[name]?.safeParse(undefined);
  return parsed?.success ? (parsed.data as SettingValue) : undefined;
}

/** One fault of one field, in a shape that the locale has words for. */
export interface FieldFault {
  kind: 'required' | 'number' | 'whole' | 'moreThan' | 'atLeast' | 'atMost' | 'tooLong' | 'other';
  limit: number;
  message: string;
}

/** Checks the settings by the provider's own schema; faults by the name of the field. */
export function settingFaults(form: AccountForm): Record<string, FieldFault> {
  const parsed = providerSettings[form.provider].safeParse(form.settings);
  const faults: Record<string, FieldFault> = {};
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0]);
    // An empty number is read as 0, whose fault would be a riddle.
    faults[name] ??=
      form.settings[name] === '' ? { kind: 'required', limit: 0, message: issue.message } : faultOf(issue);
  }
  return faults;
}

function faultOf(issue: z.core.$ZodIssue): FieldFault {
  const fault = (kind: FieldFault['kind'], limit = 0): FieldFault => ({
    kind,
    limit,
    message: issue.message,
  });
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string') return fault('required');
      return fault(issue.inclusive === false ? 'moreThan' : 'atLeast', Number(issue.minimum));
    case 'too_big':
      return fault(issue.origin === 'string' ? 'tooLong' : 'atMost', Number(issue.maximum));
    case 'invalid_type':
      return fault(issue.expected === 'int' ? 'whole' : 'number');
    default:
      return fault('other');
  }
}
