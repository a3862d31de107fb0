import type { CallbackTopic } from '../../../shared/callbacks.ts';
import type { ParsedInput } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { MobsmsWebhooks } from '../../../shared/mobsms.ts';
import type { WebhookUrls } from '../providers/mobsms/client.ts';
import { callbackUrlOf } from './callbacks.ts';
import { askMobsms } from './mobsms-ask.ts';
import type { VendorTools } from './vendor-account.ts';

/** Stands for the secret in an address of a callback listener. */
const MASK = '•••';

/** The addresses at MobSMS, their secret masked. Throws as `withVendor`; `account` without Premium. */
export async function readWebhooks(tools: VendorTools, accountId: number): Promise<MobsmsWebhooks> {
  return show(
    tools,
    accountId,
    await askMobsms(tools, accountId, (client, signal) => client.readWebhooks(signal)),
  );
}

/**
 * Sets both addresses: those of the callback listener (`ours`), or any; null clears one, and a masked one stays
 * what it is. Throws `conflict` where callbacks are off, `invalid-input` for a mask that stands for nothing.
 */
export async function setWebhooks(
  tools: VendorTools,
  { accountId, to }: ParsedInput<'mobsms.setWebhooks'>,
): Promise<MobsmsWebhooks> {
  const urls = to === 'ours' ? await ourUrls(tools, accountId) : to;
  if (urls === null) {
    throw new AppError(
      'conflict',
      'Kaptar has no address that MobSMS could call. Switch callbacks on in the settings and enter their ' +
        'public address first.',
      { reason: 'callbacks-off' },
    );
  }
  const whole = await unmask(tools, accountId, urls);
  const set = await askMobsms(tools, accountId, (client, signal) => client.writeWebhooks(whole, signal));
  return show(tools, accountId, set);
}

/** An address without the secret of the callback listener that it leads to, ours or another's (`callbackPath`). */
export function maskUrl(url: string | null): string | null {
  return url?.replace(/(\/callbacks\/\d+\/(?:status|incoming)\/)[^/?#]+/, `$1${MASK}`) ?? null;
}

async function show(tools: VendorTools, accountId: number, urls: WebhookUrls): Promise<MobsmsWebhooks> {
  const ours = await ourUrls(tools, accountId);
  return {
    incoming: maskUrl(urls.incoming),
    status: maskUrl(urls.status),
    areOurs: ours !== null && urls.incoming === ours.incoming && urls.status === ours.status,
  };
}

/** Null while callbacks are off, or nobody outside could reach them. */
async function ourUrls(tools: VendorTools, accountId: number): Promise<WebhookUrls | null> {
  const urlOf = (topic: CallbackTopic) => callbackUrlOf(tools, accountId, topic);
  const [incoming, status] = [await urlOf('incoming'), await urlOf('status')];
  return incoming === undefined || status === undefined ? null : { incoming, status };
}

/** Puts what MobSMS has now in the place of what is masked: whoever edits one address sees the other masked. */
async function unmask(tools: VendorTools, accountId: number, urls: WebhookUrls): Promise<WebhookUrls> {
  if (!isMasked(urls.incoming) && !isMasked(urls.status)) return urls;
  const now = await askMobsms(tools, accountId, (client, signal) => client.readWebhooks(signal));
  const whole = (url: string | null, current: string | null): string | null => {
    if (!isMasked(url)) return url;
    if (url === maskUrl(current)) return current;
    throw new AppError('invalid-input', `Write the address in full, without ${MASK}.`, {
      reason: 'masked-url',
    });
  };
  return { incoming: whole(urls.incoming, now.incoming), status: whole(urls.status, now.status) };
}

function isMasked(url: string | null): boolean {
  return url?.includes(MASK) ?? false;
}
