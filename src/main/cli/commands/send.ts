import { basename, extname } from 'node:path';
import type { App } from '../../engine/app.ts';
import { required } from '../arguments.ts';
import { command, type Context } from '../command.ts';
import { ask, withStore } from '../engine.ts';
import { exitCode } from '../exit-code.ts';
import { importFile, importParameters } from '../import-file.ts';
import { getAccount, getAccounts } from '../named.ts';
import { accountsOf, readRouting, routingParameters } from '../routing.ts';
import { requireSecret } from '../secret.ts';
import { printStatus } from '../status.ts';
import { text } from '../values.ts';
import { sendAndWait } from '../wait.ts';
import { noteHandedOver, printCreated, waitParameter } from './campaign.ts';

export const send = command(
  {
    name: 'send',
    summary: 'Imports a file, makes a campaign for exactly its rows and starts it.',
    parameters: {
      account: required('A', 'The account to send through.', text),
      csv: required('FILE', 'The file of contacts.', text),
      template: required('TEXT', 'The text; <name> and other columns are filled in.', text),
      ...importParameters,
      ...routingParameters,
      wait: waitParameter,
    },
  },
  async ({ account, csv, template, wait, route, rest, ...choices }, context) => {
    /** Answers the id of the started campaign. */
    const begin = async (app: App, interruption?: AbortSignal): Promise<number> => {
      const chosen = await getAccount(app, account);
      const routing = await readRouting(app, { route, rest }, chosen);
      if (wait !== undefined) (await getAccounts(app, accountsOf(routing, chosen.id))).forEach(requireSecret);
      const cancelImport = () => void app.dispatch('import.cancel', {});
      interruption?.addEventListener('abort', cancelImport);
      // To join a list that is there would send to its contacts, too.
      const order = { path: csv, list: listNameOf(csv), newList: true, ...choices };
      const { listId, listName } = await importFile(app, order, context.output)
        // Who interrupts an import, whether it got to its end or not, does not want the campaign behind it.
        .finally(() => interruption?.throwIfAborted());

      const name = `${listName} ${new Date().toLocaleDateString('sv-SE')}`;
      const draft = { name, accountId: chosen.id, listId, template, routing };
      const campaign = await ask(app, 'campaigns.create', draft);
      await printCreated(context.output, campaign);
      interruption?.throwIfAborted();
      return (await ask(app, 'campaigns.start', { id: campaign.id })).id;
    };
    return wait === undefined ? handOver(context, begin) : sendAndWait(context, wait, begin);
  },
);

async function handOver(context: Context, begin: (app: App) => Promise<number>): Promise<number> {
  const campaign = await withStore(context, async (app) =>
    ask(app, 'campaigns.get', { id: await begin(app) }),
  );
  await printStatus(context.output, campaign);
  noteHandedOver(context.output, campaign);
  return exitCode.done;
}

/** Longest base of a list's name: leaves room for a number within the contract's 80. */
const NAME_LENGTH = 70;

/** The name of the list to make for a file. */
function listNameOf(file: string): string {
  return basename(file, extname(file)).trim().slice(0, NAME_LENGTH).trim() || 'contacts';
}
