import { checks } from './checks.mjs';
import { SetupError } from './project.mjs';
import { runScript, setUpForTests } from './setup.mjs';

/**
 * `npm test`: sets the machine up, then runs every check, also after one has failed, and ends with the line
 * `N passed, N failed`. Each check counts as one, each test as one.
 */
async function main() {
  const total = { passed: 0, failed: 0 };
  const notes = [];
  const environment = await prepare();
  if (!environment) total.failed += 1;
  else {
    for (const [name, run] of Object.entries(checks)) {
      console.log(`\n── ${name}`);
      const result = await run(environment).catch((error) => {
        console.error(error);
        return { passed: 0, failed: 1, notes: [] };
      });
      total.passed += result.passed;
      total.failed += result.failed;
      console.log(`   ${result.failed === 0 ? 'passed' : 'FAILED'}`);
      notes.push(...(result.failed > 0 ? [`failed: ${name}`] : []), ...result.notes);
    }
  }
  console.log(['', ...notes, `${total.passed} passed, ${total.failed} failed`].join('\n'));
  return total.failed === 0 ? 0 : 1;
}

/** @returns {Promise<import('./setup.mjs').Environment | undefined>} nothing where the machine could not be set up */
async function prepare() {
  try {
    return await setUpForTests();
  } catch (error) {
    console.error(error instanceof SetupError ? error.message : error);
    return undefined;
  }
}

await runScript(main);
