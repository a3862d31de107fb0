import type { Campaign, CampaignState } from '../../../shared/campaign.ts';
import { useEngineState } from '../../ui/use-engine-state.ts';
import { useNow } from '../../ui/use-now.ts';

/** How often it is looked whether a time has come, ms. */
const EVERY = 10_000;

/**
 * How a campaign looks to the operator: its state, and beside those
 * - `starting`: it was started, and can be taken back for some seconds;
 * - `waiting`: all is sent, and only uncertain messages keep it from its end;
 * - `stopped`: it should be sending, and the part that sends is not there;
 * - `held`: all is handed over, and the provider keeps it until a time that is still to come.
 */
export type CampaignStanding = CampaignState | 'starting' | 'waiting' | 'stopped' | 'held';

/** Whether only uncertain messages keep the campaign from its end. */
export function awaitsAnswers({ state, states }: Campaign): boolean {
  const live = state === 'running' || state === 'paused';
  return live && states.unknown > 0 && states.queued === 0 && states.sending === 0;
}

/** Whether the provider keeps messages of the campaign until a time that is still to come. */
export function useIsHeld({ providerHolds, scheduledAt, states }: Campaign): boolean {
  const now = useNow(EVERY);
  return providerHolds && scheduledAt !== null && scheduledAt > now && states.accepted > 0;
}

/** Whether the part that sends is there; taken as given until it is known. */
export function useEngineReady(): boolean {
  const engine = useEngineState();
  return engine === undefined || engine.state === 'ready';
}

/** The campaign as it stands right now, the engine's own state included. */
export function useCampaignStanding(campaign: Campaign): CampaignStanding {
  const ready = useEngineReady();
  const isHeld = useIsHeld(campaign);
  if (campaign.state === 'finished' && isHeld) return 'held';
  if (campaign.state === 'scheduled' && campaign.undoUntil !== null) return 'starting';
  if (campaign.state !== 'running') return campaign.state;
  if (!ready) return 'stopped';
  return awaitsAnswers(campaign) ? 'waiting' : 'running';
}
