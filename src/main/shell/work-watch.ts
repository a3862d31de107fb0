import { setTimeout as wait } from 'node:timers/promises';
import type { Work } from '../../shared/work.ts';
import type { EngineEvent } from './engine-process.ts';

/** As often as a menu that is open may change without being in the way. */
const LOOK_EVERY_MS = 2000;
/** Who closes a window does not wait longer than this for a busy engine. */
const ANSWER_WITHIN_MS = 1000;

const NOTHING: Work = { busy: false, sending: 0, unfinished: false, campaigns: [] };

/** What is under way, kept up to date for all that shows it outside the window. */
export interface WorkWatch {
  /** Feed it the engine's events. */
  heard(event: EngineEvent): void;
  /** What was last heard of. */
  known(): Work;
  /** As it is now; what was last known where the engine does not answer in time. */
  latest(): Promise<Work>;
}

/** @param look asks the engine */
export function watchWork(look: () => Promise<Work>, onChange: (work: Work) => void): WorkWatch {
  let known = NOTHING;
  let outdated = false;
  let looking = false;

  const take = (work: Work): void => {
    known = work;
    onChange(work);
  };
  const update = async (): Promise<void> => {
    if (looking) return;
    looking = true;
    while (outdated) {
      outdated = false;
      try {
        take(await look());
      } catch {
        // An engine that has died tells of itself when it is back.
      }
      await wait(LOOK_EVERY_MS);
    }
    looking = false;
  };

  return {
    heard(event) {
      if (event.name === 'engine.state' && event.payload.state === 'failed') take(NOTHING);
      if (!tellsOfWork(event)) return;
      outdated = true;
      void update();
    },
    known: () => known,
    async latest() {
      const asked = look().then(take, () => undefined);
      await Promise.race([asked, wait(ANSWER_WITHIN_MS)]);
      return known;
    },
  };
}

function tellsOfWork({ name, payload }: EngineEvent): boolean {
  if (name === 'changed') return payload.topic === 'campaigns' || payload.topic === 'plans';
  return name === 'campaign.progress' || (name === 'engine.state' && payload.state === 'ready');
}
