import { resolve } from 'node:path';
import { type BackupContents, BackupName, type BackupSource } from '../../../shared/calls/backups.ts';
import { AppError } from '../../../shared/errors.ts';
import { flag, operand, optional } from '../arguments.ts';
import { command, type Context } from '../command.ts';
import { ask, withCopies, withStore } from '../engine.ts';
import { exitCode } from '../exit-code.ts';
import { plain, record, rows } from '../record.ts';
import { localTime } from '../status.ts';
import { text } from '../values.ts';

export const backup = command(
  {
    name: 'backup',
    summary: "Makes today's copy of all data, or a file for another computer; keys are in neither.",
    parameters: { to: optional('FILE', 'Where to; if not given, the folder of the daily copies.', text) },
  },
  async ({ to }, context) => {
    const made = await withStore(context, async (app) => {
      if (to === undefined) return ask(app, 'backups.create', {});
      const file = resolve(to);
      return { file, ...(await ask(app, 'backups.export', { file })) };
    });
    await record(context.output, made);
    return exitCode.done;
  },
);

export const backupList = command(
  { name: 'backup list', summary: 'Lists the daily copies, the newest first.', parameters: {} },
  async (_values, context) => {
    const { backups } = await withCopies(context, (copies) => ask(copies, 'backups.list', {}));
    await rows<(typeof backups)[number]>('name', 'madeAt', 'bytes')(context.output, backups);
    return exitCode.done;
  },
);

export const restore = command(
  {
    name: 'restore',
    summary: 'Puts a copy in the place of all data, which are kept beside it; without --yes only tells.',
    parameters: {
      copy: operand(
        'COPY',
        'A name of `kaptar backup list`, a file, or: newest (the newest sound one).',
        text,
      ),
      yes: flag('Do it.'),
    },
  },
  async ({ copy, yes }, context) => {
    const { output } = context;
    const from = await sourceOf(copy, context);
    const contents = await withCopies(context, (copies) => ask(copies, 'backups.inspect', { from }));
    if (!yes) {
      await output.print({ ...from, ...(plain(contents) as object) }, describe(from, contents));
      output.note('Nothing was changed. Say --yes to restore it.');
      return exitCode.usage;
    }
    const restored = await withCopies(context, (copies) => ask(copies, 'backups.restore', { from }));
    // Opened, it takes its place.
    await withStore(context, (app) => ask(app, 'backups.list', {}));
    const { uncertain, paused, optOuts } = restored;
    const words = [
      'The copy is restored. The data before it are kept beside it (kaptar.db.replaced-…).',
      `  Uncertain, since they may have been sent after the copy: ${uncertain} messages`,
      `  Waiting for a resume: ${paused} campaigns and plans`,
      `  Opt-outs kept that the copy did not know: ${optOuts}`,
    ];
    await output.print(restored, words.join('\n'));
    return exitCode.done;
  },
);

async function sourceOf(copy: string, context: Context): Promise<BackupSource> {
  if (copy !== 'newest') {
    return BackupName.safeParse(copy).success ? { name: copy } : { file: resolve(copy) };
  }
  const found = await withCopies(context, (copies) => ask(copies, 'backups.newestSound', {}));
  if (found) return { name: found.name };
  throw new AppError('not-found', 'There is no sound copy in the folder of the daily copies.', {
    reason: 'backup-missing',
  });
}

function describe(from: BackupSource, contents: BackupContents): string {
  const { madeAt, contacts, lists, campaigns, messages, missing } = contents;
  const amount = (number: number, what: string): string => `${number.toLocaleString('en')} ${what}`;
  const beyond = missing
    ? `  Missing in it: ${amount(missing.contacts, 'contacts')}, ${amount(missing.campaigns, 'campaigns')}, ${amount(missing.messages, 'messages sent since')}.`
    : '  The present data cannot be read: nobody knows what is missing in it.';
  return [
    `${'name' in from ? from.name : from.file} of ${localTime(madeAt)} is sound.`,
    `  It holds ${amount(contacts, 'contacts')}, ${amount(lists, 'lists')}, ${amount(campaigns, 'campaigns')}, ${amount(messages, 'messages')}.`,
    beyond,
  ].join('\n');
}
