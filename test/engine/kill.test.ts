import { describe, expect, test } from 'vitest';
import { killThroughCampaign } from '../support/kill-campaign.ts';

const MESSAGES = 500;
const KILLS = 20;

// `npm run torture -- kill` does the same with more of both.
describe(`the engine, killed ${KILLS} times during ${MESSAGES} messages: the provider's ledger is the judge`, () => {
  test.each([
    ['devsms', 47_514],
    ['mobsms', 47_514],
    ['ubill', 39_595],
  ] as const)('%s: nobody twice, nobody forgotten', { timeout: 240_000 }, async (provider, seed) => {
    const result = await killThroughCampaign({ provider, messages: MESSAGES, kills: KILLS, seed });
    expect(result).toMatchObject({ twice: 0, lost: 0, denied: 0, people: MESSAGES });
    // Only who cannot be looked up may stay uncertain.
    if (provider !== 'ubill') expect(result.uncertain).toBe(0);
  });
});
