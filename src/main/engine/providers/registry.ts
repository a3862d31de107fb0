import type { ProviderId } from '../../../shared/account.ts';
import { devsms } from './devsms/index.ts';
import { mobsms } from './mobsms/index.ts';
import type { Provider } from './provider.ts';
import { ubill } from './ubill/index.ts';

/** Every vendor that Kaptar can send through. */
export const providers: Readonly<Record<ProviderId, Provider>> = { devsms, ubill, mobsms };
