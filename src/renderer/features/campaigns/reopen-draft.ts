import type { Campaign } from '../../../shared/campaign.ts';
import { writeLocalTime } from '../../../shared/local-time.ts';
import type { ComposeDraft, ComposeDrafts } from './compose-drafts.tsx';
import { ownZone } from './own-zone.ts';

/** Opens the draft of a campaign that was taken back, as it was; answers on which screen. */
export function reopenDraft({ open, started }: ComposeDrafts, campaign: Campaign): string {
  const kept = started.get(campaign.id);
  // The window was opened anew meanwhile: what the campaign itself tells is all but its routes.
  const { slot, path, draft } = kept ?? { slot: 'own', path: '/campaigns/new', draft: draftOf(campaign) };
  open.set(slot, draft);
  started.delete(campaign.id);
  return path;
}

function draftOf({ listId, accountId, name, template, scheduledAt, providerHolds }: Campaign): ComposeDraft {
  return {
    step: 'review',
    listId,
    accountId,
    routing: null,
    schedule:
      scheduledAt === null
        ? null
        : { kind: 'once', at: writeLocalTime(scheduledAt, ownZone()), zone: ownZone(), providerHolds },
    name,
    template,
    plainCharacters: false,
  };
}
