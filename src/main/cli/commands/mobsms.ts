import {
  type MobsmsApiKey,
  type MobsmsDevice,
  type MobsmsMessage,
  MobsmsMessageQuery,
  MobsmsStatusWord,
} from '../../../shared/mobsms.ts';
import { AppError } from '../../../shared/errors.ts';
import { accountCommand } from '../account-command.ts';
import { flag, operand, optional, required, UsageError } from '../arguments.ts';
import { getList } from '../named.ts';
import { requireToken } from './callbacks.ts';
import { done, record, rows } from '../record.ts';
import { integer, oneOf, text } from '../values.ts';

const message = operand('ID', 'Its number or its UUID.', text);
const boxes = MobsmsMessageQuery.shape.box.unwrap().options;
const directions = MobsmsMessageQuery.shape.direction.unwrap().unwrap().options;
/** Takes an address away. */
const NO_URL = 'none';

/** MobSMS's own pages but for those that make keys: a command a page. */
export const mobsmsCommands = [
  accountCommand(
    { name: 'mobsms user', summary: 'Prints whose account it is.' },
    ({ ask }) => ask('mobsms.user', {}),
    record,
  ),
  accountCommand(
    { name: 'mobsms account', summary: 'Prints balance, usage, statistics and subscription.' },
    ({ ask }) => ask('mobsms.account', {}),
    record,
  ),
  accountCommand(
    { name: 'mobsms keys', summary: 'Prints the API keys, though never a key itself.' },
    ({ ask }) => ask('mobsms.keys', {}),
    rows<MobsmsApiKey>('id', 'createdAt', 'lastUsedAt', 'abilities', 'name'),
  ),
  accountCommand(
    {
      name: 'mobsms key-revoke',
      summary: 'Takes an API key back: whoever uses it is locked out.',
      parameters: { id: operand('ID', 'Its number in `mobsms keys`.', text) },
    },
    ({ ask }, { id }) => ask('mobsms.revokeKey', { id }),
    done('The key does not work any more.'),
  ),
  accountCommand(
    { name: 'mobsms devices', summary: 'Prints the phones that send.' },
    ({ ask }) => ask('mobsms.devices', {}),
    rows<MobsmsDevice>(
      'id',
      'isActive',
      'isDefault',
      'simSlot',
      'smsRate',
      'sendDelaySeconds',
      'phone',
      'deviceId',
      'name',
    ),
  ),
  accountCommand(
    {
      name: 'mobsms device-default',
      summary: 'Lets that phone send what names no other.',
      parameters: { id: operand('ID', 'Its number in `mobsms devices`.', text) },
    },
    ({ ask }, { id }) => ask('mobsms.setDefaultDevice', { id }),
    done('It is the default phone now.'),
  ),
  accountCommand(
    {
      name: 'mobsms release',
      summary: 'Prints where the latest gateway app for phones is; needs no key.',
      needsSecret: false,
    },
    async ({ ask }) => {
      const release = await ask('mobsms.release', {});
      if (release) return release;
      throw new AppError('not-found', 'MobSMS has published no gateway app.', { reason: 'no-release' });
    },
    record,
  ),
  accountCommand(
    {
      name: 'mobsms messages',
      summary: 'Prints a page of messages as MobSMS has them, the newest first.',
      parameters: {
        box: optional(boxes.join('|'), 'Which of its lists; all if not given.', oneOf(boxes)),
        direction: optional(directions.join('|'), 'Only those; of all.', oneOf(directions)),
        status: optional(
          MobsmsStatusWord.options.join('|'),
          'Only those; of all.',
          oneOf(MobsmsStatusWord.options),
        ),
        device: optional('ID', 'Only those of that phone; of all.', text),
        page: optional('N', 'Which page; 1 if not given.', integer(1, 1e6)),
      },
    },
    async ({ ask, context }, { box, direction, status, device, page }) => {
      const filters = { direction: direction ?? null, status: status ?? null, deviceId: device ?? null };
      const { messages, ...found } = await ask('mobsms.messages', { box, ...filters, page });
      const total = found.total === null ? '' : ` of ${found.total}`;
      context.output.note(`Page ${found.page}: ${messages.length} messages${total}.`);
      return messages;
    },
    rows<MobsmsMessage>('id', 'createdAt', 'direction', 'sender', 'recipient', 'status', 'price', 'message'),
  ),
  accountCommand(
    { name: 'mobsms message', summary: 'Prints one message as MobSMS has it.', parameters: { id: message } },
    ({ ask }, { id }) => ask('mobsms.message', { id }),
    record,
  ),
  accountCommand(
    {
      name: 'mobsms message-update',
      summary: 'Changes what MobSMS notes about a message.',
      parameters: {
        id: message,
        status: optional(MobsmsStatusWord.options.join('|'), 'Its status.', oneOf(MobsmsStatusWord.options)),
        error: optional('TEXT', 'Why it failed.', text),
      },
    },
    async ({ ask }, { id, status, error: errorMessage }) => {
      if (status === undefined && errorMessage === undefined)
        throw new UsageError('Say --status or --error.');
      await ask('mobsms.updateMessage', { id, status, errorMessage });
    },
    done('MobSMS has noted it.'),
  ),
  accountCommand(
    {
      name: 'mobsms message-delete',
      summary: "Deletes a message from MobSMS's list.",
      parameters: { id: message },
    },
    ({ ask }, { id }) => ask('mobsms.deleteMessage', { id }),
    done('It is deleted.'),
  ),
  accountCommand(
    {
      name: 'mobsms message-cancel',
      summary: 'Withdraws a message that no phone has sent yet.',
      parameters: { id: message },
    },
    ({ ask }, { id }) => ask('mobsms.cancelMessage', { id }),
    done('It is withdrawn.'),
  ),
  accountCommand(
    { name: 'mobsms delivery-stats', summary: 'Prints how much is delivered: today, this week, this month.' },
    ({ ask }) => ask('mobsms.deliveryStats', {}),
    record,
  ),
  accountCommand(
    {
      name: 'mobsms push-contacts',
      summary: "Copies a list to the account's address book at MobSMS.",
      parameters: {
        list: required('L', 'The list.', text),
        group: optional('N', "Into that group of MobSMS's.", integer(1, 1e9)),
      },
    },
    async ({ app, ask, context }, { list, group }) => {
      const { id: listId } = await getList(app, list);
      const stopListening = app.onEvent((name, payload) => {
        if (name === 'task.progress' && 'done' in payload)
          context.output.progress(`${payload.done} of ${payload.total} contacts`);
      });
      const push = ask('mobsms.pushContacts', { listId, groupId: group ?? null });
      return push.finally(stopListening);
    },
    record,
  ),
  accountCommand(
    {
      name: 'mobsms settings',
      summary: 'Prints the settings, or changes them.',
      parameters: {
        'keep-inbound': optional('on|off', 'Whether MobSMS keeps received messages.', oneOf(['on', 'off'])),
      },
    },
    ({ ask }, { 'keep-inbound': keep }) =>
      keep === undefined
        ? ask('mobsms.settings', {})
        : ask('mobsms.setSettings', { keepInbound: keep === 'on' }),
    record,
  ),
  accountCommand(
    {
      name: 'mobsms webhooks',
      summary: 'Prints where MobSMS reports to, or changes it.',
      parameters: {
        incoming: optional(`URL|${NO_URL}`, 'Where received messages go.', text),
        status: optional(`URL|${NO_URL}`, 'Where delivery reports go.', text),
        ours: flag("Both to Kaptar's own listener; see kaptar callbacks url --help."),
      },
    },
    async ({ ask, account, context }, changes) => {
      if (changes.ours) requireToken(context.env, account.name);
      if (changes.ours && (changes.incoming !== undefined || changes.status !== undefined)) {
        throw new UsageError('Give --ours or addresses, not both.');
      }
      let urls = await ask('mobsms.webhooks', {});
      if (changes.ours) urls = await ask('mobsms.setWebhooks', { to: 'ours' });
      else if (changes.incoming !== undefined || changes.status !== undefined) {
        const incoming = urlOrNone(changes.incoming ?? urls.incoming);
        const status = urlOrNone(changes.status ?? urls.status);
        urls = await ask('mobsms.setWebhooks', { to: { incoming, status } });
      }
      // Whether they are an app's own only that app knows, which keeps its token.
      return { incoming: urls.incoming, status: urls.status };
    },
    record,
  ),
  accountCommand(
    { name: 'mobsms subscription', summary: 'Prints plan, expiry, prices and how to pay.' },
    ({ ask }) => ask('mobsms.subscription', {}),
    record,
  ),
  accountCommand(
    {
      name: 'mobsms redeem-promo',
      summary: 'Redeems a promo code; prints the subscription then.',
      parameters: { code: operand('CODE', 'The promo code.', text) },
    },
    ({ ask }, { code }) => ask('mobsms.redeemPromo', { code }),
    record,
  ),
];

function urlOrNone(given: string | null): string | null {
  return given === NO_URL ? null : given;
}
