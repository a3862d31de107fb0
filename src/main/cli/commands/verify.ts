import type { ViolationCode } from '../../../shared/violation.ts';
import { command } from '../command.ts';
import { ask, withStore } from '../engine.ts';
import { exitCode } from '../exit-code.ts';

/** What the number before it is of. */
const words: Readonly<Record<ViolationCode, string>> = {
  damaged: 'faults of a damaged file',
  schema: 'tables, indexes or guards that are not as Kaptar makes them',
  orphans: 'rows that point to nothing',
  recipients: 'recipients with more than one message of a campaign',
  forgotten: 'finished campaigns with messages that were never tried',
  'campaign-counts': 'counts of campaigns that do not add up to their messages',
  'error-counts': 'counts of errors that do not add up to the messages of their campaign',
  places: 'lines of campaigns that do not add up to their messages by place',
  hours: 'counts over time that do not add up to the messages',
  'delivery-times': 'campaigns whose delivery times do not add up to what was delivered',
  history: 'campaigns whose history does not add up to what was delivered',
  sending: 'messages being sent without exactly one open attempt',
  'open-attempts': 'open attempts of messages that are not being sent',
  outcomes: 'attempts whose outcome means nothing',
  twice: 'messages with more than one attempt that may have been taken, without proof or a decision',
  'never-sent': 'accepted or delivered messages without an attempt',
  'went-back': 'messages that were taken and do not count as taken',
  retried: 'refused messages that were tried again without the word of a person',
  'shared-ids': 'provider ids that belong to more than one message',
  'others-ids': 'provider ids of another number',
  'no-reason': 'skipped, failed or unknown messages that do not say why',
};

export const verify = command(
  { name: 'verify', summary: 'Checks the books against what Kaptar promises.', parameters: {} },
  async (_values, context) => {
    const { violations } = await withStore(context, (app) => ask(app, 'store.verify', {}));
    const sound = violations.length === 0;
    const lines = violations.map(({ code, rows, detail }) =>
      [`${rows} ${words[code]}`, ...(detail === null ? [] : [detail])].join(': '),
    );
    const told = sound ? 'The file is sound and the books are right.' : lines.join('\n');
    await context.output.print({ sound, violations }, told);
    return sound ? exitCode.done : exitCode.failed;
  },
);
