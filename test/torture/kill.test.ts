import { describe, expect, test } from 'vitest';
import { tellFigures } from '../support/figures.ts';
import { killThroughCampaign } from '../support/kill-campaign.ts';

const MESSAGES = 2000;
const KILLS = 120;
const SEED = 20_260_401;

describe(`kill: ${KILLS} times SIGKILL during ${MESSAGES} messages (seed ${SEED})`, () => {
  test.each(['devsms', 'mobsms', 'ubill'] as const)('%s', async (provider) => {
    const startedAt = performance.now();
    const result = await killThroughCampaign({ provider, messages: MESSAGES, kills: KILLS, seed: SEED });
    const { sending, starting, asking, waiting } = result.ways;
    tellFigures({
      test: `kill -9, ${provider}`,
      again: 'kill',
      survived: `${KILLS} kills: ${sending} while sending, ${starting} while starting and recovering, ${asking} during look-ups and questions, ${waiting} with answers outstanding; ${result.uncertain} messages did not get there, told as uncertain`,
      messages: MESSAGES,
      twice: result.twice,
      lost: result.lost + result.denied,
      seconds: (performance.now() - startedAt) / 1000,
    });
    expect(result.people).toBe(MESSAGES);
  });
});
