import { setImmediate } from 'node:timers/promises';
import type { Contact, ContactChange, DuplicateGroup } from '../../../shared/contact.ts';
import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Clock } from '../lib/clock.ts';
import type { Emitter } from '../lib/emitter.ts';
import type { Store } from '../store/store.ts';
import { contactsOf, sizeOf } from './contact-walk.ts';
import { createOneAtATime, type OneAtATime } from './one-at-a-time.ts';

export interface ContactChangeTools {
  readonly store: Store;
  readonly clock: Clock;
  readonly emitter: Emitter;
  readonly changing: OneAtATime;
}

/** Contacts changed in one transaction: some 10 ms of the thread that sending shares. */
const CHUNK = 250;
/** Groups of duplicates looked for between two words on how far it is. */
const FOUND_AT_ONCE = 20;
/** Changes that can be taken back; nobody goes back further by a button. */
const KEPT_CHANGES = 20;
/** What was before a change of more contacts than this takes up room: those before it are forgotten. */
const LARGE_CHANGE = 10_000;

/** Changes many contacts, chunk by chunk. Throws `conflict` (`change-running`) while another such change runs. */
export async function changeContacts(
  tools: ContactChangeTools,
  { target, action }: ParsedInput<'contacts.change'>,
): Promise<ContactChange> {
  const { store } = tools;
  if ('listId' in action) await store.getList(action.listId);
  return alone(tools, async (run) => {
    const total = await sizeOf(store, target, run.signal);
    let done = 0;
    for await (const contacts of contactsOf(store, target, CHUNK)) {
      run.signal.throwIfAborted();
      const ids = contacts.map(({ id }) => id);
      run.changed += await store.changeContacts(run.changeId, ids, action);
      done += ids.length;
      tools.emitter.emit('task.progress', { task: 'contacts.change', done, total });
      await setImmediate();
    }
  });
}

/** Ends the running change; what it has done stays, and can be taken back. */
export async function cancelChange({ changing }: ContactChangeTools): Promise<void> {
  await changing.end(new AppError('conflict', 'The change was cancelled.', { reason: 'cancelled' }));
}

/** Rewrites one contact. Errors as the store's `updateContact`. */
export async function updateContact(
  tools: ContactChangeTools,
  { listIds, ...contact }: ParsedInput<'contacts.update'>,
): Promise<ContactChange> {
  return alone(tools, async (run) => {
    await tools.store.updateContact(run.changeId, contact, listIds);
    run.changed = 1;
  });
}

/** Makes one contact of several. Errors as the store's `mergeContacts`. */
export async function mergeContacts(
  tools: ContactChangeTools,
  merge: ParsedInput<'duplicates.merge'>,
): Promise<ContactChange> {
  return alone(tools, async (run) => {
    await tools.store.mergeContacts(run.changeId, merge);
    run.changed = merge.others.length;
  });
}

/**
 * Merges every group of one name and one value of a field into its contact that was changed last; what that one does
 * not know, the others tell. `changed` is how many contacts were merged into others.
 */
export async function mergeAllDuplicates(
  tools: ContactChangeTools,
  { field }: ParsedInput<'duplicates.mergeAll'>,
): Promise<ContactChange> {
  const { store, emitter } = tools;
  return alone(tools, async (run) => {
    for (let next: string | null = ''; next !== null;) {
      const part = await store.scanDuplicates(field, next, FOUND_AT_ONCE);
      for (const group of part.groups) {
        run.signal.throwIfAborted();
        const merge = newestOf(group);
        await store.mergeContacts(run.changeId, merge);
        run.changed += merge.others.length;
        await setImmediate();
      }
      run.signal.throwIfAborted();
      next = part.next;
      emitter.emit('task.progress', { task: 'contacts.change', done: run.changed, total: 0 });
      await setImmediate();
    }
  });
}

/**
 * Takes a change back as far as nothing came after it; after a cancel or a crash it goes on where it was. Throws
 * `conflict` while another change runs.
 */
export async function undoChange(
  { store, emitter, changing }: ContactChangeTools,
  { changeId }: ParsedInput<'contacts.undo'>,
): Promise<CallOutput<'contacts.undo'>> {
  const sum = { restored: 0, kept: 0 };
  try {
    return await changing.run(async (signal) => {
      for (let more = true; more;) {
        signal.throwIfAborted();
        const part = await store.undoChange(changeId);
        sum.restored += part.restored;
        sum.kept += part.kept;
        more = part.more;
        emitter.emit('task.progress', { task: 'contacts.undo', done: sum.restored, total: 0 });
        await setImmediate();
      }
      return sum;
    });
  } finally {
    emitter.emit('changed', { topic: 'contacts' });
  }
}

interface Run {
  readonly changeId: number;
  readonly signal: AbortSignal;
  changed: number;
}

/** Changes of contacts, an undo of one included. */
export function createChanging(): OneAtATime {
  const words = 'Contacts are being changed. Wait for the end of it or cancel it.';
  return createOneAtATime({ reason: 'change-running', words });
}

/** Runs one change with nothing beside it; a cancel ends it with what it has done. */
async function alone(
  { store, clock, emitter, changing }: ContactChangeTools,
  change: (run: Run) => Promise<void>,
): Promise<ContactChange> {
  try {
    return await changing.run(async (signal) => {
      const run: Run = { changeId: await store.beginChange(clock.now()), signal, changed: 0 };
      try {
        await change(run);
      } catch (error) {
        if (!signal.aborted || error !== signal.reason) throw error;
      }
      await forgetOld(store, run.changed > LARGE_CHANGE ? 1 : KEPT_CHANGES);
      const { changed } = run;
      return { changeId: changed > 0 ? run.changeId : null, changed, cancelled: signal.aborted };
    });
  } finally {
    emitter.emit('changed', { topic: 'contacts' });
  }
}

async function forgetOld(store: Store, keep: number): Promise<void> {
  while (await store.forgetChanges(keep)) await setImmediate();
}

/** The contact of a group that was changed last, with what the others know beside it. */
function newestOf({ contacts }: DuplicateGroup) {
  const newestFirst = contacts.toSorted((a, b) => b.updatedAt - a.updatedAt);
  const [newest, ...others] = newestFirst;
  if (!newest) throw new Error('A group of duplicates has no contact.');
  return {
    keep: newest.id,
    others: others.map(({ id }) => id),
    name: newest.name,
    fields: mergedFields(newestFirst),
  };
}

/** The fields of all; where several know one, the first of them tells. */
function mergedFields(contacts: readonly Contact[]): Record<string, string> {
  const fields = new Map<string, string>();
  for (const contact of contacts) {
    for (const [name, value] of Object.entries(contact.fields)) {
      if (!fields.get(name)?.trim()) fields.set(name, value);
    }
  }
  return Object.fromEntries(fields);
}
