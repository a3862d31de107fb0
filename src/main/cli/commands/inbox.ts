import { setTimeout as sleep } from 'node:timers/promises';
import { PAGE_LIMIT } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Thread, ThreadMessage } from '../../../shared/inbox.ts';
import type { App } from '../../engine/app.ts';
import { accountCommand, accountOperand } from '../account-command.ts';
import { operand, optional, required } from '../arguments.ts';
import { command, type Context } from '../command.ts';
import { ask, type Interrupted, untilSignal, withEngine, withStore } from '../engine.ts';
import { exitCode } from '../exit-code.ts';
import { getAccount } from '../named.ts';
import { record, rows } from '../record.ts';
import { requireSecret } from '../secret.ts';
import { integer, phoneNumber, text } from '../values.ts';
import { type Goal, POLL_MS } from '../wait.ts';
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
    const begin = async (app: App) => {
      const chosen = await getAccount(app, account);
      if (wait !== undefined) requireSecret(chosen);
      const { key } = await ask(app, 'inbox.reply', { accountId: chosen.id, phone, text: answer });
      return { accountId: chosen.id, phone, key };
    };
    if (wait !== undefined) return replyAndWait(context, wait, begin);
    await withStore(context, async (app) => record(context.output, await findReply(app, await begin(app))));
    context.output.note('It is sent while Kaptar is open on this data folder.');
    return exitCode.done;
  },
);

/** Where a reply is found again. */
interface Place {
  readonly accountId: number;
  readonly phone: string;
  readonly key: string;
}

/** Sends from this process until the goal is reached; prints the reply then. */
async function replyAndWait(
  context: Context,
  goal: Goal,
  begin: (app: App) => Promise<Place>,
): Promise<number> {
  return untilSignal(context, async (interruption) => {
    const place = await withEngine(context, async (app) => {
      const begun = await begin(app);
      await app.serve(begun.accountId);
      while (!interruption.aborted && !isOver(await findReply(app, begun), goal))
        await sleep(POLL_MS, undefined, { signal: interruption }).catch(() => {});
      return begun;
    });
    // Read again after the engine has stopped: what was on the wire has settled by now.
    const reply = await withStore(context, (app) => findReply(app, place));
    await record(context.output, reply);
    const interrupted = interruption.reason as Interrupted | undefined;
    return interrupted?.exitCode ?? (isSent(reply) ? exitCode.done : exitCode.incomplete);
  });
}

async function findReply(app: App, { accountId, phone, key }: Place): Promise<ThreadMessage> {
  const thread = await ask(app, 'inbox.thread', { accountId, phone, limit: PAGE_LIMIT });
  const reply = thread.find((message) => message.key === key);
  if (reply) return reply;
  const words = 'The reply was not sent: it was withdrawn, or this person has opted out.';
  throw new AppError('not-found', words, { reason: 'no-message' });
}

function isOver({ state, pauseReason }: ThreadMessage, goal: Goal): boolean {
  if (state === 'queued') return pauseReason !== null;
  if (state === 'sending') return false;
  return goal === 'accepted' || state !== 'accepted';
}

function isSent({ state }: ThreadMessage): boolean {
  return state !== null && ['accepted', 'delivered', 'undelivered', 'expired'].includes(state);
}
