import { command } from '../command.ts';
import { ask, withStore } from '../engine.ts';
import { exitCode } from '../exit-code.ts';

export const verify = command(
  { name: 'verify', summary: 'Checks the books against what Kaptar promises.', parameters: {} },
  async (_values, context) => {
    const { violations } = await withStore(context, (app) => ask(app, 'store.verify', {}));
    const words = violations.length > 0 ? violations.join('\n') : 'The books are right.';
    await context.output.print({ violations }, words);
    return violations.length > 0 ? exitCode.failed : exitCode.done;
  },
);
