import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../src/main/engine/lib/clock.ts';
import { silentLog } from '../../src/main/engine/lib/log.ts';
import { createDisk } from '../../src/main/engine/queue/disk.ts';
import { createSettler } from '../../src/main/engine/queue/settler.ts';
import { claimOne, openTestStore, runningCampaign } from '../support/store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('an outcome outlasts a file that another program holds longer than a commit waits', async () => {
  const file = join(temporaryFolder(), 'kaptar.db');
  const store = openTestStore(file);
  const { accountId, campaignId } = await runningCampaign(store, 1);
  const message = await claimOne(store, accountId);
  const settler = createSettler(
    store,
    systemClock,
    silentLog,
    createDisk(() => {}),
  );
  // A commit waits five seconds for the lock.
  await holdWriteLock(file, 6500);
  const { id, attemptId } = message;
  await settler.settle([
    {
      id,
      attemptId,
      outcome: 'accepted',
      detail: null,
      countsAttempt: true,
      change: {
        to: 'accepted',
        providerId: '1',
        cost: null,
        providerParts: null,
        nextReportAt: null,
        nextLookupAt: null,
      },
    },
  ]);
  expect((await store.getCampaign(campaignId)).states.accepted).toBe(1);
});

/** Another process takes the file's write lock and keeps it for `ms`; resolves once it has it. */
async function holdWriteLock(file: string, ms: number): Promise<void> {
  const script = `
    const db = new (require('better-sqlite3'))(${JSON.stringify(file)});
    db.exec('BEGIN IMMEDIATE');
    console.log('held');
    setTimeout(() => process.exit(), ${ms});`;
  const holder = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void holder.kill());
  await once(holder.stdout, 'data');
}
