import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect } from 'vitest';
import type { ProviderId } from '../../src/shared/account.ts';
import { openSandbox } from '../providers/accounts.ts';
import { prepareCampaign, startEngine } from './engine.ts';
import { openGate } from './gate.ts';
import { judge, type Judgement } from './ledger-judge.ts';
import { expectSound, findUnclaimed, takeSnapshot, tear, tears, type Tear } from './power-cut.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** In the second half of the cuts a checkpoint comes at every so many; it moves what was written until half of them ago. */
const CHECKPOINT_EVERY = 20;

export interface CutFigures extends Judgement {
  readonly cuts: Readonly<Record<Tear, number>>;
  /** Cuts of which all, or a part of the WAL, had been moved into the file. */
  readonly moved: number;
  /** Messages that had left without a claim on the disk: after a cut they would have been sent again. */
  readonly unclaimed: number;
}

/**
 * Cuts the power at each of `cuts` sends, at the moment when the provider receives it and has not answered: every
 * message that it has, this one too, is claimed in the files; and whatever the cut tears off what had not been synced,
 * the database is whole and the books are right.
 */
export async function cutAtEverySend(
  provider: ProviderId,
  cuts: number,
  random: () => number,
): Promise<CutFigures> {
  const folder = temporaryFolder();
  const sandbox = await openSandbox();
  const engine = await startEngine();
  const counts = Object.fromEntries(tears.map((how) => [how, 0])) as Record<Tear, number>;
  const unclaimed: string[] = [];
  const checks: (() => Promise<void>)[] = [];
  let moved = 0;
  const checkpoints = takeCheckpoints(join(engine.dataDir, 'kaptar.db'), cuts / 2);
  const gate = await openGate((request) => {
    const numbers = numbersIn(request);
    if (numbers.length === 0) return;
    const count = checks.length;
    checkpoints.next(count);
    const place = join(folder, String(count));
    const snapshot = takeSnapshot(engine.dataDir, place);
    if (snapshot.movedFrames > 0) moved += 1;
    const taken = sandbox.ledger.map(({ recipient }) => recipient.slice(1));
    unclaimed.push(...findUnclaimed(snapshot, new Set([...taken, ...numbers])));
    const how = tears[Math.floor(random() * tears.length)] ?? 'anywhere';
    counts[how] += 1;
    tear(snapshot, how, random);
    checks.push(async () => {
      await expectSound(snapshot, `cut ${count}, ${how}`);
      rmSync(place, { recursive: true });
    });
  });
  const { id } = await prepareCampaign(engine, {
    provider,
    baseUrl: gate.through(sandbox.urls[provider]),
    secret: sandbox.token,
    people: cuts,
    // What is copied and looked at here holds up the answers.
    settings: { timeoutSeconds: 120, ...(provider === 'devsms' ? {} : { groupSize: 1 }) },
  });
  await engine.call('campaigns.start', { id });
  await engine.until(id, ({ state }) => state === 'finished', 600);
  checkpoints.end();
  for (const check of checks) await check();
  expect(checks).toHaveLength(cuts);
  const judgement = judge(sandbox, engine.dataDir, id);
  return { ...judgement, cuts: counts, moved, unclaimed: unclaimed.length };
}

/** A reader keeps a checkpoint from moving what came after it began, which leaves the WAL moved by half. */
function takeCheckpoints(file: string, from: number) {
  const reader = new Sqlite(file);
  const other = new Sqlite(file);
  return {
    next(count: number) {
      if (count < from) return;
      if (count % CHECKPOINT_EVERY === CHECKPOINT_EVERY / 2)
        reader.exec('BEGIN; SELECT 1 FROM messages LIMIT 1');
      if (count % CHECKPOINT_EVERY !== CHECKPOINT_EVERY - 1 || !reader.inTransaction) return;
      other.pragma('wal_checkpoint(PASSIVE)');
      reader.exec('COMMIT');
    },
    end() {
      reader.close();
      other.close();
    },
  };
}

/** What the cut leaves of which everything that was synced is still there: the sending may go on from it. */
const harmless = [null, 'rubbish behind', 'half a checkpoint'] as const;

/**
 * Cuts the power once, somewhere in the middle of a campaign, and lets another engine go on with what the disk has.
 * Answers the judgement of the provider's ledger on both together.
 */
export async function cutAndGoOn(provider: ProviderId, random: () => number): Promise<Judgement> {
  const people = 80;
  const after = temporaryFolder();
  const sandbox = await openSandbox();
  const before = await startEngine();
  // Of the requests, groups are fewer.
  const last = 1 + Math.floor(random() * (provider === 'devsms' ? people - 10 : people / 5 - 3));
  const isLost = random() < 0.5;
  const damage = harmless[Math.floor(random() * harmless.length)] ?? null;
  let sends = 0;
  const isCut = Promise.withResolvers<void>();
  const gate = await openGate((request) => {
    if (numbersIn(request).length === 0) return;
    sends += 1;
    if (sends !== last) return;
    const snapshot = takeSnapshot(before.dataDir, after);
    if (damage) tear(snapshot, damage, random);
    gate.cut();
    isCut.resolve();
    if (isLost) throw new Error('This request did not get through.');
  });
  const baseUrl = gate.through(sandbox.urls[provider]);
  const { id, accountId } = await prepareCampaign(before, {
    provider,
    baseUrl,
    secret: sandbox.token,
    people,
    settings: { lookupGraceSeconds: 3, ...(provider === 'devsms' ? {} : { groupSize: 5 }) },
    ...(provider === 'ubill' ? { template: 'Salom!' } : {}),
  });
  await before.call('campaigns.start', { id });
  await isCut.promise;
  await before.app.stop();
  await gate.mend();
  const next = await startEngine(after, false);
  await next.app.setSecret(accountId, sandbox.token);
  await next.app.start('all');
  // Nobody can look up at uBill what was on the wire.
  const isOver = provider === 'ubill' ? 0 : people;
  await next.until(
    id,
    ({ states: { accepted, delivered, queued, sending } }) =>
      accepted + delivered >= isOver && queued + sending === 0,
    60,
  );
  expect(await next.call('store.verify', {})).toEqual({ violations: [] });
  return judge(sandbox, after, id);
}

/** The numbers in a send, whichever provider's. */
function numbersIn(request: string): string[] {
  return [...request.matchAll(/998\d{9}/g)].map(([digits]) => digits);
}
