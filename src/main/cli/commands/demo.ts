import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command, type Context } from '../command.ts';
import { ask } from '../engine.ts';
import { exitCode } from '../exit-code.ts';
import { oneLine, table } from '../output.ts';
import { sendAndWait } from '../wait.ts';
import { printCreated } from './campaign.ts';

const TEMPLATE = 'Hello <name|friend>! Your order is on its way.';

export const demo = command(
  {
    name: 'demo',
    summary: 'Runs a first campaign in the sandbox, start to end; needs no account and sends no SMS.',
    parameters: {},
  },
  async (_values, context) => {
    if (context.dataDir !== undefined) return showCampaign(context);
    const dataDir = await mkdtemp(join(tmpdir(), 'kaptar-demo-'));
    try {
      return await showCampaign({ ...context, dataDir });
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  },
);

async function showCampaign(context: Context): Promise<number> {
  const { output } = context;
  const code = await sendAndWait(context, 'final', async (app) => {
    const { account, listId } = await ask(app, 'demo.prepare', {});
    const lists = await ask(app, 'lists.list', {});
    const contacts = lists.find(({ id }) => id === listId)?.contacts ?? 0;
    await output.print(
      { account: account.name, contacts },
      `The sandbox plays the provider "${account.provider}"; ${contacts} sample contacts are in the book.`,
    );

    const draft = { listId, template: TEMPLATE, accountId: account.id };
    const { recipients } = await ask(app, 'campaigns.preview', { ...draft, offset: 0, limit: 3 });
    const rows = recipients.map(({ recipient, text, parts, encoding, skip }) => [
      recipient,
      skip === null ? `${parts} × ${encoding}` : `skipped: ${skip}`,
      oneLine(text),
    ]);
    await output.print(
      { template: TEMPLATE, recipients },
      [`"${TEMPLATE}" becomes`, ...table(rows)].join('\n'),
    );

    const { id } = await ask(app, 'campaigns.create', {
      ...draft,
      accountId: account.id,
      name: 'First campaign',
    });
    await printCreated(output, await ask(app, 'campaigns.get', { id }));
    await ask(app, 'campaigns.start', { id });
    return id;
  });
  output.note('No SMS was sent. For real ones: kaptar account add --help, then kaptar send --help.');
  // Some sample contacts are wrong on purpose: their messages are part of what is shown.
  return code === exitCode.incomplete ? exitCode.done : code;
}
