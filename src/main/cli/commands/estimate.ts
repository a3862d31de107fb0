import type { Estimate } from '../../../shared/calls/campaigns.ts';
import type { Money } from '../../../shared/money.ts';
import { cityOfZone } from '../../../shared/zone-city.ts';
import { required } from '../arguments.ts';
import { command } from '../command.ts';
import { ask, withStore } from '../engine.ts';
import { exitCode } from '../exit-code.ts';
import { getAccount, getList } from '../named.ts';
import { oneLine, table } from '../output.ts';
import { plain } from '../record.ts';
import { readRouting, routingParameters } from '../routing.ts';
import { duration, moneyWords } from '../status.ts';
import { text } from '../values.ts';

export const campaignEstimate = command(
  {
    name: 'campaign estimate',
    summary: 'Prints what a campaign would cost and through which accounts it would go; stores nothing.',
    parameters: {
      account: required('A', 'The account to send through.', text),
      list: required('L', 'The list of contacts to send to.', text),
      template: required('TEXT', 'The text; <name> and other columns are filled in.', text),
      ...routingParameters,
    },
  },
  async ({ account, list, template, ...routes }, context) => {
    const estimate = await withStore(context, async (app) => {
      const chosen = await getAccount(app, account);
      const { id: listId } = await getList(app, list);
      const routing = await readRouting(app, routes, chosen);
      return ask(app, 'campaigns.estimate', { listId, template, accountId: chosen.id, routing });
    });
    // Texts to real people are for the eye before sending, not for a log.
    const { costliest: _texts, ...figures } = estimate;
    await context.output.print(plain(figures) as object, estimateWords(estimate));
    return exitCode.done;
  },
);

/** An estimate for a person. */
export function estimateWords(estimate: Estimate): string {
  const { messages, parts, cost, accounts, countries, skipped, unknownFields, durationMs, quiet } = estimate;
  const shares = [
    ...accounts.map((share) => sumCells(share.accountName, share)),
    ...countries.map((share) => sumCells(`to ${share.country ?? 'an unknown country'}`, share)),
    sumCells('all', { messages, parts, cost }),
  ];
  const left = [
    `opted out ${skipped.optedOut}`,
    `field missing ${skipped.missingField}`,
    `too long ${skipped.tooLong}`,
    `no account ${skipped.noRoute}`,
  ];
  const lines = [...table([['', 'messages', 'parts', 'cost'], ...shares]), `Skipped: ${left.join(' · ')}`];
  if (unknownFields.length > 0)
    lines.push(`Nobody on the list has: ${unknownFields.map(oneLine).join(', ')}`);
  if (durationMs !== null) lines.push(`Takes about ${duration(durationMs)}.`);
  for (const { zone, messages: waiting, until } of quiet) {
    lines.push(`Quiet hours: ${waiting} wait until ${clockAt(until, zone)} in ${cityOfZone(zone)}.`);
  }
  return lines.join('\n');
}

/** Hours and minutes, as the clocks of an IANA zone show them. */
function clockAt(moment: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: zone }).format(moment);
}

/** A cost that nobody knows, or of several currencies, is a dash. */
function sumCells(name: string, sum: { messages: number; parts: number; cost: Money | null }): string[] {
  const { messages, parts, cost } = sum;
  return [oneLine(name), `${messages}`, `${parts}`, cost ? moneyWords(cost) : '-'];
}
