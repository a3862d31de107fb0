import { runPlaywright, runVitest } from './checks.mjs';
import { SetupError } from './project.mjs';
import { runScript, setUpForTests } from './setup.mjs';

/** `npm run test:unit -- …` and `npm run test:window -- …`: some of the tests, while working on them. */
await runScript(async () => {
  const [kind, ...args] = process.argv.slice(2);
  const run = kind === 'unit' ? runVitest : kind === 'window' ? runPlaywright : undefined;
  if (!run) throw new SetupError('Say `unit` or `window`, then the arguments of the test runner.');
  const { failed } = await run(await setUpForTests(), args);
  return failed === 0 ? 0 : 1;
});
