import { MobsmsRegistration, MobsmsSignIn } from '../../../../shared/mobsms.ts';

/** The ways to a MobSMS account's key that are asked for in fields. */
export const accessWays = ['sign-in', 'register', 'key'] as const;
export type AccessWay = (typeof accessWays)[number];

/** What is typed to give a MobSMS account its key. It lives in the form only and goes with it. */
export interface MobsmsAccess {
  way: AccessWay;
  /** Who registers. */
  owner: string;
  email: string;
  password: string;
  /** An API key that somebody has already. */
  key: string;
}

/** The form before anything is typed. */
export const noAccess: MobsmsAccess = { way: 'sign-in', owner: '', email: '', password: '', key: '' };

/** A field of it that cannot stand as it is, and why. */
export type AccessFaults = Partial<
  Record<Exclude<keyof MobsmsAccess, 'way'>, 'required' | 'email' | 'shortPassword'>
>;

/** Checks what was typed by the contract's own rules. */
export function accessFaults({ way, owner, email, password, key }: MobsmsAccess): AccessFaults {
  if (way === 'key') return key.trim() === '' ? { key: 'required' } : {};
  const faults: AccessFaults = {};
  const schema = way === 'register' ? MobsmsRegistration : MobsmsSignIn;
  const parsed = schema.safeParse({ accountId: 0, name: owner, email: email.trim(), password });
  for (const { path } of parsed.error?.issues ?? []) {
    if (path[0] === 'name') faults.owner = 'required';
    if (path[0] === 'email') faults.email = email.trim() === '' ? 'required' : 'email';
    if (path[0] === 'password') faults.password = password === '' ? 'required' : 'shortPassword';
  }
  return faults;
}
