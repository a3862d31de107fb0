import {
  type Account,
  type AccountCheck,
  type Balance,
  ProviderId,
  providerSettings,
} from '../../../shared/account.ts';
import { AppError } from '../../../shared/errors.ts';
import { toUnits } from '../../../shared/money.ts';
import { optional, repeated, required, operand, UsageError, type Values } from '../arguments.ts';
import { command, type Context } from '../command.ts';
import { ask, withStore } from '../engine.ts';
import { exitCode } from '../exit-code.ts';
import { getAccount } from '../named.ts';
import { oneLine, table } from '../output.ts';
import { requireSecret, secretVariable } from '../secret.ts';
import { assignment, oneOf, text } from '../values.ts';

const settingParameters = {
  'base-url': optional('URL', 'Where the provider is, if not at its usual address.', text),
  set: repeated('key=value', 'A field of the account form, such as rate=20.', assignment),
};

export const accountAdd = command(
  {
    name: 'account add',
    summary: 'Stores an account, without its secret.',
    parameters: {
      provider: required(ProviderId.options.join('|'), 'Whose account it is.', oneOf(ProviderId.options)),
      name: required('N', 'How you call it.', text),
      ...settingParameters,
    },
  },
  async ({ provider, name, ...given }, context) => {
    const settings = readSettings(provider, given);
    const account = await withStore(context, async (app) => {
      refuseSharedSecret(name, await ask(app, 'accounts.list', {}));
      return ask(app, 'accounts.create', { provider, name, settings });
    });
    return printAccount(context, account, 'is stored');
  },
);

export const accountCheck = command(
  {
    name: 'account check',
    summary: 'Asks the provider whether settings and secret work; tells the balance.',
    parameters: { account: operand('N', 'The account.', text) },
  },
  async ({ account: wanted }, context) => {
    await withStore(context, async (app) => {
      const asked = await getAccount(app, wanted);
      requireSecret(asked);
      const check = await ask(app, 'accounts.check', { id: asked.id });
      // Read again: whether the balance is low is known only now.
      const account = await getAccount(app, wanted);
      await context.output.print(checkRecord(account, check), checkWords(account, check));
    });
    return exitCode.done;
  },
);

export const accountList = command(
  { name: 'account list', summary: 'Prints the accounts.', parameters: {} },
  async (_values, context) => {
    const { output } = context;
    const accounts = await withStore(context, (app) => ask(app, 'accounts.list', {}));
    const lines = table(accounts.map(accountCells));
    for (const [index, account] of accounts.entries())
      await output.print(accountRecord(account), lines[index] ?? '');
    if (accounts.length === 0) output.note('There is no account yet. See: kaptar account add --help');
    return exitCode.done;
  },
);

export const accountSet = command(
  {
    name: 'account set',
    summary: 'Changes an account; what is not said stays as it is.',
    parameters: {
      account: operand('N', 'The account.', text),
      name: optional('NEW', 'How you call it from now on.', text),
      ...settingParameters,
    },
  },
  async ({ account: wanted, name, ...given }, context) => {
    if (name === undefined && given.set.length === 0 && given['base-url'] === undefined)
      throw new UsageError('Say what to change.');
    const account = await withStore(context, async (app) => {
      const { id, provider, ...before } = await getAccount(app, wanted);
      const settings = { ...before.settings, ...readSettings(provider, given, before.settings) };
      const others = (await ask(app, 'accounts.list', {})).filter((each) => each.id !== id);
      if (name !== undefined) refuseSharedSecret(name, others);
      return ask(app, 'accounts.update', { id, name: name ?? before.name, settings });
    });
    return printAccount(context, account, 'is changed');
  },
);

export const accountRemove = command(
  {
    name: 'account remove',
    summary: 'Removes an account; what was sent through it stays in the books.',
    parameters: { account: operand('N', 'The account.', text) },
  },
  async ({ account: wanted }, context) => {
    const { id, name } = await withStore(context, async (app) => {
      const account = await getAccount(app, wanted);
      await ask(app, 'accounts.remove', { id: account.id });
      return account;
    });
    await context.output.print(
      { account: id, name, removed: true },
      `Account ${id} "${oneLine(name)}" is removed.`,
    );
    return exitCode.done;
  },
);

/** Prints an account, what became of it, and where its secret is read from. */
async function printAccount({ output }: Context, account: Account, done: string): Promise<number> {
  const { id, name } = account;
  const words = `Account ${id} "${oneLine(name)}" ${done}. Its secret is read from ${secretVariable(name)}.`;
  await output.print(accountRecord(account), words);
  return exitCode.done;
}

/** Two accounts that read one variable would show one provider's secret to the other. */
function refuseSharedSecret(name: string, accounts: readonly Account[]): void {
  const variable = secretVariable(name);
  const other = accounts.find((account) => secretVariable(account.name) === variable);
  if (!other || other.name.toLowerCase() === name.trim().toLowerCase()) return;
  const words = `"${oneLine(other.name)}" reads its secret from ${variable} as well. Choose a name that differs in its Latin letters or digits.`;
  throw new AppError('conflict', words, { reason: 'shared-secret-variable' });
}

/**
 * The settings that `--set` and `--base-url` name, checked against the provider's form together with those that
 * the account has: a misspelt key is wrong usage, and nothing is stored.
 */
function readSettings(
  provider: ProviderId,
  { set, 'base-url': baseUrl }: Values<typeof settingParameters>,
  before: Account['settings'] = {},
) {
  const pairs = baseUrl === undefined ? set : [...set, ['baseUrl', baseUrl] as const];
  const form = providerSettings[provider];
  const known = Object.keys(form.shape);
  const settings: Record<string, string> = {};
  for (const [key, value] of pairs) {
    if (!known.includes(key))
      throw new UsageError(
        `${provider} has no setting "${key}"; it has ${known.join(', ')}. ` +
          'Secrets are never arguments: see kaptar account check --help.',
      );
    if (key in settings) throw new UsageError(`The setting "${key}" is given twice.`);
    settings[key] = value;
  }
  const parsed = form.safeParse({ ...before, ...settings });
  const issue = parsed.error?.issues[0];
  if (issue) {
    const key = issue.path.join('.');
    throw new UsageError(
      key in settings ? `The setting "${key}": ${issue.message}` : `--set ${key}=… is missing.`,
    );
  }
  return settings;
}

function accountRecord({ id, name, provider, settings, hasSecret, balance, balanceIsLow }: Account) {
  return { account: id, name, provider, settings, hasSecret, ...balanceRecord(balance), balanceIsLow };
}

function accountCells({ id, name, provider, settings, hasSecret, balance, balanceIsLow }: Account): string[] {
  const secret = hasSecret ? 'secret given' : `no secret: set ${secretVariable(name)}`;
  const left = `${balanceWords(balance)}${balanceIsLow ? ' (low)' : ''}`;
  return [String(id), oneLine(name), provider, String(settings['baseUrl'] ?? ''), left, secret];
}

function balanceRecord(balance: Balance | null) {
  const money = balance?.unit === 'money' ? balance.money : null;
  return {
    balance: money ? toUnits(money) : balance?.unit === 'messages' ? balance.messages : null,
    unit: balance?.unit ?? null,
    currency: money?.currency ?? null,
  };
}

function balanceWords(last: Balance | null): string {
  const { balance, unit, currency } = balanceRecord(last);
  return balance === null ? '-' : `${balance} ${currency ?? unit}`;
}

function checkRecord({ id, name, provider, balanceIsLow }: Account, { balance, price, notes }: AccountCheck) {
  return {
    account: id,
    name,
    provider,
    ...balanceRecord(balance),
    balanceIsLow,
    price: price && toUnits(price),
    priceCurrency: price?.currency ?? null,
    notes,
  };
}

function checkWords(account: Account, check: AccountCheck): string {
  const { price, priceCurrency, notes } = checkRecord(account, check);
  const lines = [`Account "${oneLine(account.name)}" works.`];
  lines.push(
    check.balance === null
      ? '  The provider tells no balance.'
      : `  Balance: ${balanceWords(check.balance)}${account.balanceIsLow ? ', which is low' : ''}`,
  );
  if (price !== null) lines.push(`  Price of a part: ${price} ${priceCurrency}`);
  return [...lines, ...notes.map((note) => `  ${oneLine(note)}`)].join('\n');
}
