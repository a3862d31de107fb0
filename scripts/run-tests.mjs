import { runBench } from './bench.mjs';
import { runPlaywright, runVitest, takePictures } from './checks.mjs';
import { SetupError } from './project.mjs';
import { runScript, setUpForTests } from './setup.mjs';
import { runTorture } from './torture.mjs';

/**
 * `npm run test:unit -- …` and `npm run test:window -- …`: some of the tests, while working on them;
 * `npm run torture`: the long tests of reliability, or with a name one of them; `npm run soak` is one;
 * `npm run bench`: how fast it is, or with names some of the benchmarks;
 * `npm run gallery`: pictures of every screen; `npm run gallery -- docs`: those of the docs.
 */
await runScript(async () => {
  const [kind, ...args] = process.argv.slice(2);
  const run = {
    unit: runVitest,
    window: runPlaywright,
    torture: runTorture,
    bench: runBench,
    gallery: takePictures,
  }[kind ?? ''];
  if (!run)
    throw new SetupError(
      'Say `unit`, `window`, `torture`, `bench` or `gallery`, then the arguments of the test runner.',
    );
  const { failed } = await run(await setUpForTests(), args);
  return failed === 0 ? 0 : 1;
});
