import { operand, required } from '../arguments.ts';
import { command } from '../command.ts';
import { withStore } from '../engine.ts';
import { exitCode } from '../exit-code.ts';
import { importFile, importParameters } from '../import-file.ts';
import { text } from '../values.ts';

export const importContacts = command(
  {
    name: 'import',
    summary: 'Reads contacts from a CSV file or an Excel workbook into a list.',
    parameters: {
      path: operand('FILE', 'The file.', text),
      list: required('L', 'The list; made if there is none of that name.', text),
      ...importParameters,
    },
  },
  async (values, context) => {
    await withStore(context, (app) => importFile(app, { ...values, newList: false }, context.output));
    return exitCode.done;
  },
);
