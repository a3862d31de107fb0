import type { Campaign } from '../../../shared/campaign.ts';
import type { ParsedInput } from '../../../shared/contract.ts';
import { setSettings } from './settings.ts';
import { startText, type SingleTools } from './single-message.ts';

/** Whoever waits for a test looks at the phone now; one that comes later only startles. */
const TEST_HOLDS_MS = 10 * 60_000;

/**
 * Sends a text to the operator's own number and remembers that number. Throws `conflict` where it has opted out, and
 * `invalid-input` where the account cannot send it.
 */
export async function sendTest(
  tools: SingleTools,
  { accountId, phone, text }: ParsedInput<'campaigns.sendTest'>,
): Promise<Campaign> {
  const id = await startText(tools, {
    kind: 'test',
    accountId,
    phone,
    text,
    holdsMs: TEST_HOLDS_MS,
    optedOut: 'This number asked for no more messages. Undo that first.',
  });
  await setSettings(tools, { testPhone: phone });
  return tools.store.getCampaign(id);
}
