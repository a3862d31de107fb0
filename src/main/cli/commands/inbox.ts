import type { Campaign } from '../../../shared/campaign.ts';
import { PAGE_LIMIT } from '../../../shared/calls/call.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Thread, ThreadMessage } from '../../../shared/inbox.ts';
import type { App } from '../../engine/app.ts';
import { accountCommand, accountOperand } from '../account-command.ts';
import { operand, optional, required } from '../arguments.ts';
import { command } from '../command.ts';
import { ask, withStore } from '../engine.ts';
import { exitCode } from '../exit-code.ts';
import { getAccount } from '../named.ts';
import { record, rows } from '../record.ts';
import { requireSecret } from '../secret.ts';
import { integer, phoneNumber, text } from '../values.ts';
import { sendAndWait } from '../wait.ts';
import { waitParameter } from './campaign.ts';

const limit = optional('N', 'How many; 100 if not given.', integer(1, PAGE_LIMIT));

export const inboxList = command(
  {
    name: 'inbox list',
    summary: 'Prints who has written, the newest first.',
    parameters: { account: optional('A', 'Only to that account.', text), limit },
  },
  async ({ account, limit: count }, context) => {
    const { threads } = await withStore(context, async (app) => {
      const accountId = account === undefined ? null : (await getAccount(app, account)).id;
      return ask(app, 'inbox.threads', { accountId, limit: count });
    });
    const columns = ['accountName', 'phone', 'lastAt', 'unread', 'optedOut', 'name', 'lastText'] as const;
    await rows<Thread>(...columns)(context.output, threads);
    return exitCode.done;
  },
);

export const inboxThread = accountCommand(
  {
    name: 'inbox thread',
    summary: 'Prints what one person and the account have said to each other, the oldest first.',
    parameters: { phone: operand('P', 'The person, as `inbox list` has them.', text), limit },
    needsSecret: false,
  },
  ({ ask: of }, { phone, limit: count }) => of('inbox.thread', { phone, limit: count }),
  rows<ThreadMessage>('at', 'direction', 'state', 'text'),
);

export const inboxRefresh = accountCommand(
  { name: 'inbox refresh', summary: 'Asks the provider for new messages.' },
  ({ ask: of }) => of('inbox.refresh', {}),
  record,
);

export const inboxReply = command(
  {
    name: 'inbox reply',
    summary: 'Answers one person through the account, ahead of every campaign.',
    parameters: {
      account: accountOperand,
      phone: operand('P', 'The person, as +998901234567.', phoneNumber),
      text: required('TEXT', 'The answer.', text),
      wait: waitParameter,
    },
  },
  async ({ account, phone, text: answer, wait }, context) => {
    const begin = async (app: App): Promise<ThreadMessage> => {
      const { id: accountId, ...chosen } = await getAccount(app, account);
      if (wait !== undefined) requireSecret(chosen);
      return ask(app, 'inbox.reply', { accountId, phone, text: answer });
    };
    if (wait !== undefined)
      return sendAndWait(
        context,
        wait,
        async (app) => campaignOf(await begin(app)),
        async (app, campaign) => record(context.output, await findReply(app, campaign, phone)),
      );
    await withStore(context, async (app) => record(context.output, await begin(app)));
    context.output.note('It is sent while Kaptar is open on this data folder.');
    return exitCode.done;
  },
);

/** The campaign of one message that carries a reply. */
function campaignOf({ campaignId }: ThreadMessage): number {
  if (campaignId === null) throw new Error('A reply was stored without its campaign.');
  return campaignId;
}

async function findReply(app: App, { id, accountId }: Campaign, phone: string): Promise<ThreadMessage> {
  const thread = await ask(app, 'inbox.thread', { accountId, phone, limit: PAGE_LIMIT });
  const reply = thread.find(({ campaignId }) => campaignId === id);
  if (reply) return reply;
  const words = 'The reply was not sent: it was withdrawn, or this person has opted out.';
  throw new AppError('not-found', words, { reason: 'no-message' });
}
