import type { Campaign } from '../../../shared/campaign.ts';
import type { ParsedInput } from '../../../shared/contract.ts';
import type { AtStake } from '../../../shared/decision.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Money } from '../../../shared/money.ts';
import { changed, refuse, type CampaignTools } from './campaigns.ts';
import { createTally } from './estimate.ts';
import { senderOf, type Sender } from './routing.ts';

/** What deciding about uncertain messages is about, as it stands now. */
export async function atStake(
  { store }: Pick<CampaignTools, 'store'>,
  { id, messageIds }: ParsedInput<'campaigns.atStake'>,
): Promise<AtStake> {
  await store.getCampaign(id);
  const senders = new Map<number, Sender>();
  for (const account of await store.listAccounts()) senders.set(account.id, senderOf(account));
  const tally = createTally();
  const prices = new Map<string, Money | null>();
  const sum = { messages: 0, parts: 0, lookupsPending: 0 };
  // Of a removed account nobody knows the price any more.
  let isPriced = true;
  for (const { accountId, recipient, parts, isAsked } of await store.listUncertain(id, messageIds)) {
    sum.messages += 1;
    sum.parts += parts;
    sum.lookupsPending += isAsked;
    const sender = senders.get(accountId);
    if (!sender) isPriced = false;
    else {
      tally.add(recipient, parts, sender);
      const price = sender.priceOf(recipient);
      prices.set(JSON.stringify(price), price);
    }
  }
  const [price = null] = prices.size === 1 ? prices.values() : [];
  return { ...sum, price: isPriced ? price : null, cost: isPriced ? tally.cost() : null };
}

/** Records the operator's decision over uncertain messages and acts on it; see the contract. */
export async function decideUnknown(
  tools: CampaignTools,
  { id, ...decision }: ParsedInput<'campaigns.decideUnknown'>,
): Promise<Campaign> {
  const { store, person, clock, queue } = tools;
  const campaign = await store.getCampaign(id);
  const isOver = campaign.state === 'cancelled' || campaign.state === 'finished';
  if (decision.decision === 'send-again' && isOver) refuse(campaign, 'sent again');
  const decided = await store.decideUnknown({ campaignId: id, ...decision, by: person }, clock.now());
  if (decided === null) {
    throw new AppError('conflict', 'More messages have become uncertain meanwhile. Look again and decide.', {
      reason: 'more-uncertain',
    });
  }
  queue.resume(campaign.accountIds);
  return changed(tools, id);
}
