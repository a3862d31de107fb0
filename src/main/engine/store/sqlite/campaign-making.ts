import { createThread, threadEntry } from '../../lib/thread.ts';
import type { CampaignStore } from '../campaign-store.ts';
import { messageAdder } from './added-messages.ts';
import { campaignSizer } from './campaigns.ts';
import type { Database } from './database.ts';
import type { MakingTasks } from './making-tasks.ts';
import { fromThread } from './thread-errors.ts';

/** So many messages are written sooner than a thread begins. */
const FEW = 1000;

/** The messages of campaigns that are being prepared: of more than a few, a thread with a connection of its own writes them. */
export function campaignMakingTable(
  database: Database,
  file: string,
  pauseCheckpoints: () => () => void,
): Pick<CampaignStore, 'addMessages' | 'abandonPreparing' | 'discardUnprepared'> & {
  /** Ends the thread. */
  closeMaking(): Promise<void>;
} {
  const thread = createThread<MakingTasks>(threadEntry(import.meta.url, 'making-worker'), file);
  const add = messageAdder(database);
  const sizeOf = campaignSizer(database);
  const unprepared = database
    .prepare<[number], number>('SELECT id FROM campaigns WHERE preparedAt IS NULL AND createdAt < ?')
    .pluck();
  const remove = database.prepare<[number]>('DELETE FROM campaigns WHERE preparedAt IS NULL AND id = ?');

  async function written<T>(answer: Promise<T>): Promise<T> {
    const resume = pauseCheckpoints();
    try {
      return await fromThread(answer);
    } finally {
      resume();
    }
  }

  /** What is to go with a campaign is removed before it, a part at a time. */
  async function abandon(id: number): Promise<void> {
    if (sizeOf(id) > FEW) await written(thread.call('remove', id));
    remove.run(id);
  }

  return {
    async addMessages(campaignId, messages, now) {
      if (messages.length <= FEW) add(campaignId, messages, now);
      else await written(thread.call('add', { campaignId, messages, now }));
    },
    abandonPreparing: abandon,
    async discardUnprepared(madeBefore) {
      for (const id of unprepared.all(madeBefore)) await abandon(id);
    },
    closeMaking: () => thread.close(),
  };
}
