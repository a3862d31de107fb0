import { powerMonitor, powerSaveBlocker } from 'electron';
import type { EventPayload } from '../../shared/contract.ts';

/**
 * Keeps the computer awake while a campaign is being sent (the screen may go dark), and hands sleep and
 * wake-up on. Feed it the engine's progress events.
 */
export function watchPower(onPower: (event: 'suspend' | 'resume') => void): {
  heard(progress: EventPayload<'campaign.progress'>): void;
  /** The engine stopped: whatever was being sent no longer is. */
  idle(): void;
} {
  const sending = new Set<number>();
  let blocker: number | undefined;

  const update = (): void => {
    if (sending.size > 0) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (blocker !== undefined) {
      powerSaveBlocker.stop(blocker);
      blocker = undefined;
    }
  };

  powerMonitor.on('suspend', () => {
    onPower('suspend');
  });
  powerMonitor.on('resume', () => {
    onPower('resume');
  });

  return {
    heard({ campaignId, state, states }) {
      if (state === 'running' && states.queued + states.sending > 0) sending.add(campaignId);
      else sending.delete(campaignId);
      update();
    },
    idle() {
      sending.clear();
      update();
    },
  };
}
