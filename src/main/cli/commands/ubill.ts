import { type UbillBrand, UbillBrandName, type UbillDelivery } from '../../../shared/ubill.ts';
import { AppError } from '../../../shared/errors.ts';
import { accountCommand } from '../account-command.ts';
import { operand, UsageError } from '../arguments.ts';
import { record, rows } from '../record.ts';
import { text } from '../values.ts';

/** uBill's own pages: a command a page. */
export const ubillCommands = [
  accountCommand(
    { name: 'ubill balance', summary: 'Prints how many SMS are left.' },
    async ({ ask }) => present(await ask('ubill.balance', {})),
    record,
  ),
  accountCommand(
    { name: 'ubill brands', summary: 'Prints the brands; only an authorized one may send.' },
    async ({ ask }) => present(await ask('ubill.brands', {})),
    rows<UbillBrand>('id', 'authorized', 'createdAt', 'name'),
  ),
  accountCommand(
    {
      name: 'ubill brand-create',
      summary: 'Asks uBill for a new brand.',
      parameters: { name: operand('NAME', 'What recipients see as the sender.', brandName) },
    },
    ({ ask }, { name }) => ask('ubill.createBrand', { name }),
    record,
  ),
  accountCommand(
    {
      name: 'ubill report',
      summary: 'Prints what became of the numbers of one request.',
      parameters: { smsId: operand('SMSID', 'The `smsID` of its answer.', text) },
    },
    async ({ ask }, { smsId }) => present(await ask('ubill.report', { smsId })),
    rows<UbillDelivery>('number', 'statusId'),
  ),
];

function brandName(given: string, label: string): string {
  const name = UbillBrandName.safeParse(given);
  if (name.success) return name.data;
  throw new UsageError(`${label}: ${name.error.issues.map(({ message }) => message).join(' ')}`);
}

/** uBill documents none of these pages, and an account without one answers null. */
function present<T>(answer: T | null): T {
  if (answer !== null) return answer;
  throw new AppError('not-found', 'uBill has no such page for this account.', { reason: 'no-page' });
}
