import { expect, test } from 'vitest';
import { soak } from '../support/soak.ts';

const PEOPLE = 50_000;

// uBill takes 500 a request, so that the rate of 1,000 a second is what bounds it; `npm run soak` has the million.
test(`the engine's memory and its WAL stay as they are through ${PEOPLE} messages, each taken once`, async () => {
  const result = await soak({ provider: 'ubill', people: PEOPLE, settings: { groupSize: 500 } });
  expect(result).toMatchObject({ twice: 0, lost: 0, denied: 0, uncertain: 0, people: PEOPLE });
}, 240_000);
