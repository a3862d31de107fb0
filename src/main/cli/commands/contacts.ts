import { operand, required } from '../arguments.ts';
import { command } from '../command.ts';
import { ask, withStore } from '../engine.ts';
import { exitCode } from '../exit-code.ts';
import { phoneNumber, text } from '../values.ts';

const phoneOperand = operand('PHONE', 'The person, as +998901234567.', phoneNumber);

export const contactsOptOut = command(
  {
    name: 'contacts opt-out',
    summary: 'Sends nothing to this person any more, through no account.',
    parameters: { phone: phoneOperand, reason: required('TEXT', 'Why, for whoever asks later.', text) },
  },
  async ({ phone, reason }, context) => {
    await withStore(context, (app) => ask(app, 'contacts.optOut', { phone, reason }));
    await context.output.print({ phone, optedOut: true }, `${phone} gets no messages any more.`);
    return exitCode.done;
  },
);

export const contactsOptIn = command(
  {
    name: 'contacts opt-in',
    summary: 'Takes back an opt-out or a STOP, where the person wants messages again.',
    parameters: { phone: phoneOperand },
  },
  async ({ phone }, context) => {
    await withStore(context, (app) => ask(app, 'contacts.optIn', { phone }));
    await context.output.print({ phone, optedOut: false }, `${phone} may get messages again.`);
    return exitCode.done;
  },
);
