import { REPORTS_COME_WITHIN_HOURS } from '../../../../shared/account.ts';
import type { Decision, ShownFacts } from '../../../../shared/decision.ts';
import type { CampaignResultStore, UncertainMessage } from '../campaign-result-store.ts';
import type { Database } from './database.ts';
import type { StateChange } from './message-state.ts';

/** A message that a person takes for sent has no id to ask about: it is given up when no report can come any more. */
const UNREPORTED_MS = REPORTS_COME_WITHIN_HOURS * 3_600_000;

type Deciding = Parameters<CampaignResultStore['decideUnknown']>[0];

/** What persons decided about messages: the only way out of `unknown` beside proof. */
export function decisionTable(
  database: Database,
  changeState: (change: StateChange) => boolean,
): Pick<CampaignResultStore, 'listUncertain' | 'decideUnknown' | 'listDecisions'> {
  const unknown = database.prepare<[number], UncertainMessage>(
    `SELECT id, accountId, recipient, parts, nextLookupAt IS NOT NULL AS isAsked
     FROM messages WHERE campaignId = ? AND state = 'unknown'`,
  );
  const record = database.prepare(
    `INSERT INTO decisions (messageId, decision, decidedBy, decidedIn, decidedAt, shown)
     VALUES ($id, $decision, $name, $place, $now, $shown)`,
  );
  const recorded = database.prepare<
    { messageId: number },
    Omit<Decision, 'shown'> & { shown: string | null }
  >(
    `SELECT decision, decidedBy, decidedIn, decidedAt, shown FROM decisions WHERE messageId = $messageId
     UNION ALL
     SELECT 'try-again', decidedBy, decidedIn, decidedAt, NULL FROM retries WHERE messageId = $messageId
     ORDER BY decidedAt`,
  );

  const uncertainOf = (campaignId: number, messageIds: readonly number[]): UncertainMessage[] => {
    const chosen = new Set(messageIds);
    return unknown.all(campaignId).filter(({ id }) => chosen.size === 0 || chosen.has(id));
  };

  const decide = database.transaction((deciding: Deciding, now: number) => {
    const { campaignId, messageIds, decision, by, shown } = deciding;
    const found = uncertainOf(campaignId, messageIds);
    // Whoever decided over three has not decided over the fourth that came meanwhile.
    if (found.length > shown.messages) return null;
    for (const { id } of found) {
      record.run({ ...by, id, decision, now, shown: JSON.stringify(shown) });
      if (decision === 'send-again') changeState({ id, from: 'unknown', to: 'queued', now, dueAt: now });
      else {
        const nextReportAt = now + UNREPORTED_MS;
        changeState({ id, from: 'unknown', to: 'accepted', now, acceptedAt: now, nextReportAt });
      }
    }
    return found.length;
  });

  return {
    listUncertain: async (...which) => uncertainOf(...which),
    decideUnknown: async (...decision) => decide.immediate(...decision),
    listDecisions: async (messageId) =>
      recorded.all({ messageId }).map(({ shown, ...decision }) => ({
        ...decision,
        shown: shown === null ? null : (JSON.parse(shown) as ShownFacts),
      })),
  };
}
