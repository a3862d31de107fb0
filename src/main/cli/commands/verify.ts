import { command } from '../command.ts';
import { ask, withStore } from '../engine.ts';
import { exitCode } from '../exit-code.ts';

export const verify = command(
  { name: 'verify', summary: 'Checks the books against what Kaptar promises.', parameters: {} },
  async (_values, context) => {
    const { violations } = await withStore(context, (app) => ask(app, 'store.verify', {}));
    const sound = violations.length === 0;
    const words = sound ? 'The file is sound and the books are right.' : violations.join('\n');
    await context.output.print({ sound, violations }, words);
    return sound ? exitCode.done : exitCode.failed;
  },
);
