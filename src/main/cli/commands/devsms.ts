import type { DevsmsPrice, DevsmsSms } from '../../../shared/devsms.ts';
import { DevsmsStatusFilter } from '../../../shared/devsms.ts';
import { accountCommand } from '../account-command.ts';
import { operand, optional } from '../arguments.ts';
import { command } from '../command.ts';
import { ask, withStore } from '../engine.ts';
import { exitCode } from '../exit-code.ts';
import { record, rows } from '../record.ts';
import { integer, oneOf, text } from '../values.ts';

/** DevSMS's own pages: a command a page. */
export const devsmsCommands = [
  accountCommand(
    {
      name: 'devsms history',
      summary: 'Prints what the account has sent, as DevSMS has it.',
      parameters: {
        limit: optional('N', 'How many, up to 200; 50 if not given.', integer(1, 200)),
        offset: optional('N', 'How many to leave out first.', integer(0, 1e9)),
        status: optional(
          DevsmsStatusFilter.options.join('|'),
          'Only those.',
          oneOf(DevsmsStatusFilter.options),
        ),
      },
    },
    async ({ ask: of, context }, { limit, offset, status }) => {
      const page = await of('devsms.history', { limit, offset, status: status ?? null });
      if (page.more) context.output.note('There may be more: go on with --offset.');
      return page.rows;
    },
    rows<DevsmsSms>('id', 'createdAt', 'phone', 'status', 'parts', 'cost', 'message'),
  ),
  accountCommand(
    {
      name: 'devsms status',
      summary: 'Prints one message, as DevSMS has it.',
      parameters: { id: operand('ID', 'Its `sms_id` or `request_id`.', text) },
    },
    ({ ask: of }, { id }) => of('devsms.status', { id }),
    record,
  ),
  accountCommand(
    { name: 'devsms balance', summary: 'Prints balance, price and all statistics.' },
    ({ ask: of }) => of('devsms.balance', {}),
    record,
  ),
  command(
    {
      name: 'devsms prices',
      summary: 'Prints the table of international prices; asks nobody.',
      parameters: {},
    },
    async (_values, context) => {
      const prices = await withStore(context, (app) => ask(app, 'devsms.prices', {}));
      await rows<DevsmsPrice>('prefix', 'countryCode', 'local', 'foreign', 'country')(context.output, prices);
      return exitCode.done;
    },
  ),
];
