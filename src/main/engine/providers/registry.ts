import { ProviderId } from '../../../shared/account.ts';
import { devsms } from './devsms/index.ts';
import { mobsms } from './mobsms/index.ts';
import type { Provider } from './provider.ts';
import { ubill } from './ubill/index.ts';

/** Every vendor that Kaptar can send through. */
export const providers: Readonly<Record<ProviderId, Provider>> = { devsms, ubill, mobsms };

/** The vendor of that id, or undefined: data may name one that this version does not have. */
export function findProvider(id: string): Provider | undefined {
  const known = ProviderId.safeParse(id);
  return known.success ? providers[known.data] : undefined;
}
