import type { Campaign } from '../../../shared/campaign.ts';
import { PAGE_LIMIT } from '../../../shared/calls/call.ts';
import type { AtStake } from '../../../shared/decision.ts';
import type { App } from '../../engine/app.ts';
import { flag, operand, optional, required, UsageError } from '../arguments.ts';
import { command, type Context } from '../command.ts';
import { ask, withStore } from '../engine.ts';
import { exitCode } from '../exit-code.ts';
import { getAccount, getAccounts, getList } from '../named.ts';
import { oneLine, type Output, table } from '../output.ts';
import { readRouting, routingParameters } from '../routing.ts';
import { requireSecret } from '../secret.ts';
import { counts, localTime, moneyWords, printStatus, statusRecord } from '../status.ts';
import { campaignId, moment, oneOf, text } from '../values.ts';
import { type Goal, goals, sendAndWait } from '../wait.ts';

const campaignOperand = operand('ID', 'The number of the campaign.', campaignId);
export const waitParameter = optional(
  goals.join('|'),
  'Send from this process and wait: until the provider has taken all, or until all is delivered or given up.',
  oneOf(goals),
);

export const campaignCreate = command(
  {
    name: 'campaign create',
    summary: 'Renders one message for each contact of a list; nothing is sent yet.',
    parameters: {
      name: required('N', 'How you call it.', text),
      account: required('A', 'The account to send through.', text),
      list: required('L', 'The list of contacts to send to.', text),
      template: required('TEXT', 'The text; <name> and other columns are filled in.', text),
      at: optional('ISO-8601', 'When it begins by itself, e.g. 2030-01-31T09:00+05:00.', moment),
      'provider-holds': flag('Hand it over when started; the provider keeps it until --at (uBill).'),
      ...routingParameters,
    },
  },
  async ({ name, account, list, template, at, 'provider-holds': providerHolds, ...routes }, context) => {
    refusePast(at);
    if (providerHolds && at === undefined) throw new UsageError('--provider-holds needs --at.');
    const campaign = await withStore(context, async (app) => {
      const chosen = await getAccount(app, account);
      const { id: listId } = await getList(app, list);
      const routing = await readRouting(app, routes, chosen);
      const draft = { name, accountId: chosen.id, listId, template, routing };
      return ask(app, 'campaigns.create', { ...draft, scheduledAt: at ?? null, providerHolds });
    });
    await printCreated(context.output, campaign);
    noteHandedOver(context.output, campaign);
    return exitCode.done;
  },
);

export const campaignStart = command(
  {
    name: 'campaign start',
    summary: 'Starts a campaign; a scheduled one waits for its time.',
    parameters: { id: campaignOperand, wait: waitParameter },
  },
  ({ id, wait }, context) => setGoing(context, 'campaigns.start', id, wait),
);

export const campaignResume = command(
  {
    name: 'campaign resume',
    summary: 'Goes on with a paused campaign, or with a running one whose process ended.',
    parameters: { id: campaignOperand, wait: waitParameter },
  },
  ({ id, wait }, context) => setGoing(context, 'campaigns.resume', id, wait),
);

export const campaignPause = command(
  { name: 'campaign pause', summary: 'Sends no more until resumed.', parameters: { id: campaignOperand } },
  ({ id }, context) => changeCampaign(context, (app) => ask(app, 'campaigns.pause', { id })),
);

export const campaignCancel = command(
  {
    name: 'campaign cancel',
    summary: 'Withdraws for good what is not sent yet.',
    parameters: { id: campaignOperand },
  },
  ({ id }, context) => changeCampaign(context, (app) => ask(app, 'campaigns.cancel', { id })),
);

export const campaignWithdraw = command(
  {
    name: 'campaign withdraw',
    summary: 'Asks the phone back what it has not sent yet of a finished campaign (MobSMS).',
    parameters: { id: campaignOperand },
  },
  ({ id }, context) => changeCampaign(context, (app) => ask(app, 'campaigns.withdraw', { id })),
);

export const campaignStatus = command(
  {
    name: 'campaign status',
    summary: 'Prints where a campaign stands.',
    parameters: { id: campaignOperand },
  },
  ({ id }, context) => changeCampaign(context, (app) => ask(app, 'campaigns.get', { id })),
);

async function listAll(app: App): Promise<Campaign[]> {
  const campaigns: Campaign[] = [];
  for (;;) {
    const before = campaigns.at(-1)?.id ?? null;
    const page = await ask(app, 'campaigns.list', { before, limit: PAGE_LIMIT });
    campaigns.push(...page);
    if (page.length < PAGE_LIMIT) return campaigns;
  }
}

export const campaignList = command(
  {
    name: 'campaign list',
    summary: 'Prints all campaigns to lists, the newest first.',
    parameters: {},
  },
  async (_values, context) => {
    const { output } = context;
    const campaigns = await withStore(context, listAll);
    const lines = table(
      campaigns.map(({ id, state, name, states }) => [`${id}`, state, oneLine(name), counts(states)]),
    );
    for (const [index, campaign] of campaigns.entries())
      await output.print(statusRecord(campaign), lines[index] ?? '');
    if (campaigns.length === 0) output.note('There is no campaign yet. See: kaptar campaign create --help');
    return exitCode.done;
  },
);

export const campaignDecide = command(
  {
    name: 'campaign decide',
    summary: 'Settles by your word all messages of which nobody knows whether they were sent.',
    parameters: {
      id: campaignOperand,
      'treat-as-sent': flag('They count as sent: nobody gets one twice, and some perhaps none.'),
      'send-again': flag('They go out again: everybody gets one, and some perhaps two.'),
    },
  },
  ({ id, 'treat-as-sent': asSent, 'send-again': again }, context) => {
    if (asSent === again) throw new UsageError('Say one of --treat-as-sent and --send-again.');
    const decision = again ? 'send-again' : 'treat-as-sent';
    return changeCampaign(context, async (app) => {
      const { price, ...facts } = await ask(app, 'campaigns.atStake', { id, messageIds: [] });
      context.output.note(stakeWords({ price, ...facts }));
      const shown = { ...facts, language: 'en' } as const;
      const campaign = await ask(app, 'campaigns.decideUnknown', { id, messageIds: [], decision, shown });
      if (again) noteHandedOver(context.output, campaign);
      return campaign;
    });
  },
);

/** What is decided about, as it is recorded with the decision. */
function stakeWords({ messages, parts, cost, lookupsPending }: AtStake): string {
  const money = cost === null ? '' : `, about ${moneyWords(cost)} to send again`;
  const asked = lookupsPending === 0 ? '' : ` The provider is still being asked about ${lookupsPending}.`;
  return `Uncertain: ${messages} messages, ${parts} parts${money}.${asked}`;
}

/** A campaign for yesterday was meant for another day. */
export function refusePast(at: number | undefined): void {
  if (at !== undefined && at <= Date.now()) throw new UsageError(`--at: ${localTime(at)} is over.`);
}

/** What `create` tells. As in an estimate, `messages` are those that would be sent. */
export async function printCreated(output: Output, campaign: Campaign): Promise<void> {
  const { id, name, total, parts, encoding, scheduledAt } = campaign;
  const { skipped } = campaign.states;
  const messages = total - skipped;
  const lines = [
    `Campaign ${id} "${oneLine(name)}" is ready: ${messages} messages in ${parts} parts, ${skipped} skipped.`,
    `  GSM-7: ${encoding.gsm7}, Unicode: ${encoding.ucs2}`,
  ];
  if (scheduledAt !== null) lines.push(`  It begins ${localTime(scheduledAt)}.`);
  await output.print({ campaign: id, messages, skipped, parts, encoding }, lines.join('\n'));
}

/** Without a wait this process sends nothing, and says who will. */
export function noteHandedOver(output: Output, { id, state }: Campaign): void {
  if (state !== 'running' && state !== 'scheduled') return;
  output.note(
    `It is sent while Kaptar is open on this data folder, or by: kaptar campaign start ${id} --wait accepted`,
  );
}

async function setGoing(
  context: Context,
  call: 'campaigns.start' | 'campaigns.resume',
  id: number,
  goal: Goal | undefined,
): Promise<number> {
  const begin = async (app: App) => {
    const campaign = await ask(app, 'campaigns.get', { id });
    if (campaign.state === 'finished') return campaign;
    if (goal !== undefined) (await getAccounts(app, campaign.accountIds)).forEach(requireSecret);
    // A scheduled one waits for its time, and a running one whose process ended goes on by itself.
    const goes = campaign.state === 'scheduled' || campaign.state === 'running';
    return goes ? campaign : await ask(app, call, { id });
  };
  if (goal !== undefined) return sendAndWait(context, goal, async (app) => (await begin(app)).id);

  return changeCampaign(context, async (app) => {
    const campaign = await begin(app);
    noteHandedOver(context.output, campaign);
    return campaign;
  });
}

async function changeCampaign(context: Context, change: (app: App) => Promise<Campaign>): Promise<number> {
  await printStatus(context.output, await withStore(context, change));
  return exitCode.done;
}
