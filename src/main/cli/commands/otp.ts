import type { Campaign } from '../../../shared/campaign.ts';
import { PAGE_LIMIT } from '../../../shared/calls/call.ts';
import { OtpCode, type OtpStatus, type OtpVerdict, type RememberedServiceName } from '../../../shared/otp.ts';
import type { App } from '../../engine/app.ts';
import { accountCommand } from '../account-command.ts';
import { flag, operand, optional, required, UsageError } from '../arguments.ts';
import { command, type Context } from '../command.ts';
import { ask, withStore } from '../engine.ts';
import { exitCode } from '../exit-code.ts';
import { getAccount, getList } from '../named.ts';
import { otpParameters, readOtpSettings } from '../otp-content.ts';
import { oneLine, type Output } from '../output.ts';
import { plain, rows } from '../record.ts';
import { fromStdin, readSecret } from '../secret-input.ts';
import { requireSecret } from '../secret.ts';
import { costRecord, localTime, moneyWords, pauseWords } from '../status.ts';
import { campaignId, integer, moment, phoneNumber, text } from '../values.ts';
import { sendAndWait } from '../wait.ts';
import { noteHandedOver, printCreated, refusePast, waitParameter } from './campaign.ts';

const otpOperand = operand('ID', 'The number that `otp send` or `otp campaign` prints.', campaignId);

export const otpSend = command(
  {
    name: 'otp send',
    summary: 'Sends a one-time code to one person, ahead of every campaign of the account.',
    parameters: {
      account: required('A', 'The account to send through.', text),
      phone: required('P', 'The person, as +998901234567.', phoneNumber),
      ...otpParameters,
      code: optional('-', 'Read the code from stdin; else one is made, and nobody sees it.', fromStdin),
      'even-if-dangerous': flag(
        'Send though the service name was refused before: that may cost money again.',
      ),
      wait: waitParameter,
    },
  },
  async ({ account, phone, code, wait, 'even-if-dangerous': evenIfDangerous, ...content }, context) => {
    const settings = readOtpSettings(content);
    if (code !== undefined && settings.codeLength !== undefined)
      throw new UsageError('--code-length is that of a code that Kaptar makes.');
    // Only its hash is kept, so that no other process could send it.
    if (code !== undefined && wait === undefined)
      throw new UsageError('--code needs --wait: the code is known to this process only.');
    const given = code === undefined ? null : await readCode(context);

    const begin = async (app: App, serve?: (accountId: number) => Promise<void>): Promise<number> => {
      const { id: accountId, ...chosen } = await getAccount(app, account);
      if (wait !== undefined) requireSecret(chosen);
      // Before the code is told: it is kept in memory only, by who sends.
      await serve?.(accountId);
      const order = { accountId, phone, ...settings, code: given, evenIfDangerous };
      const { id } = await ask(
        app,
        'otp.send',
        given === null ? order : { ...order, codeLength: given.length },
      );
      return id;
    };
    const tell = async (app: App, { id }: Pick<Campaign, 'id'>): Promise<void> =>
      printOtp(context.output, await ask(app, 'otp.get', { id }));
    if (wait !== undefined)
      return sendAndWait(context, wait, (app, _interruption, serve) => begin(app, serve), tell);
    await withStore(context, async (app) => {
      const campaign = await ask(app, 'campaigns.get', { id: await begin(app) });
      await tell(app, campaign);
      noteHandedOver(context.output, campaign);
    });
    return exitCode.done;
  },
);

export const otpCheck = command(
  {
    name: 'otp check',
    summary: 'Compares the code that a customer reads back, from stdin; every comparison uses up a try.',
    parameters: {
      id: otpOperand,
      phone: optional('P', 'Whose code, where a list got them.', phoneNumber),
    },
  },
  async ({ id, phone }, context) => {
    const code = await readCode(context);
    const { verdict, triesLeft } = await withStore(context, (app) =>
      ask(app, 'otp.check', { id, code, phone: phone ?? null }),
    );
    await context.output.print({ otp: id, verdict, triesLeft }, verdictWords({ verdict, triesLeft }));
    return verdict === 'right' ? exitCode.done : exitCode.incomplete;
  },
);

export const otpList = command(
  {
    name: 'otp list',
    summary: 'Prints the one-time codes that were sent to one person each, the newest first.',
    parameters: { limit: optional('N', 'How many; 100 if not given.', integer(1, PAGE_LIMIT)) },
  },
  async ({ limit }, context) => {
    const all = await withStore(context, (app) => ask(app, 'otp.list', { limit }));
    for (const status of all) await printOtp(context.output, status);
    if (all.length === 0) context.output.note('No code was sent yet. See: kaptar otp send --help');
    return exitCode.done;
  },
);

export const otpCampaign = command(
  {
    name: 'otp campaign',
    summary: 'Makes a campaign in which everybody of a list gets a code of their own; nothing is sent yet.',
    parameters: {
      name: required('N', 'How you call it.', text),
      account: required('A', 'The account to send through.', text),
      list: required('L', 'The list of contacts to send to.', text),
      ...otpParameters,
      at: optional('ISO-8601', 'When it begins by itself, e.g. 2030-01-31T09:00+05:00.', moment),
    },
  },
  async ({ name, account, list, at, ...content }, context) => {
    const settings = readOtpSettings(content);
    refusePast(at);
    const campaign = await withStore(context, async (app) => {
      const { id: accountId } = await getAccount(app, account);
      const { id: listId } = await getList(app, list);
      const order = { name, accountId, listId, ...settings, scheduledAt: at ?? null };
      return ask(app, 'otp.createCampaign', order);
    });
    await printCreated(context.output, campaign);
    noteHandedOver(context.output, campaign);
    return exitCode.done;
  },
);

export const otpNames = accountCommand(
  {
    name: 'otp names',
    summary: 'Prints the service names that DevSMS took or refused before, the newest first.',
    needsSecret: false,
  },
  ({ ask: of }) => of('otp.serviceNames', {}),
  rows<RememberedServiceName>('name', 'verdict', 'at', 'detail'),
);

async function readCode(context: Context): Promise<string> {
  const code = OtpCode.safeParse((await readSecret(context, 'The code')).trim());
  if (code.success) return code.data;
  throw new UsageError('The code on stdin must have 4 to 8 digits.');
}

async function printOtp(output: Output, status: OtpStatus): Promise<void> {
  const { id, accountId, cost, ...rest } = status;
  const record = { otp: id, account: accountId, ...(plain(rest) as object), ...costRecord(cost) };
  await output.print(record, otpWords(status));
}

function otpWords(status: OtpStatus): string {
  const { id, recipient, state, pauseReason, error, cost, expiresAt, triesLeft, confirmedAt } = status;
  const lines = [`Code ${id} to ${recipient} is ${state}.`];
  if (pauseReason !== null) lines.push(pauseWords(pauseReason, status.pauseDetail));
  if (error !== null) lines.push(`  ${oneLine(error)}`);
  if (confirmedAt !== null) lines.push(`  It was read back ${localTime(confirmedAt)}.`);
  else if (expiresAt !== null)
    lines.push(`  It can be checked until ${localTime(expiresAt)}; tries left: ${triesLeft}.`);
  if (cost) lines.push(`  Charged: ${moneyWords(cost)}`);
  return lines.join('\n');
}

const verdicts: Readonly<Record<OtpVerdict['verdict'], string>> = {
  right: 'The code is right.',
  wrong: 'The code is wrong.',
  expired: 'Its time is over: send another.',
  'no-tries-left': 'It was tried too often: send another.',
  'already-confirmed': 'It was read back before, and works only once.',
  'not-sent': 'It has not been sent yet.',
};

function verdictWords({ verdict, triesLeft }: OtpVerdict): string {
  return verdict === 'wrong' ? `${verdicts.wrong} Tries left: ${triesLeft}.` : verdicts[verdict];
}
