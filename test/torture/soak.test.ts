import { expect, test } from 'vitest';
import { tellFigures } from '../support/figures.ts';
import { soak } from '../support/soak.ts';

const PEOPLE = 1_000_000;
const MB = 1024 * 1024;

// DevSMS takes one message a request: for each there is a claim, a request, an outcome and a question about delivery.
test('soak: a million messages, one a request', { timeout: 3 * 3_600_000 }, async () => {
  const result = await soak({ provider: 'devsms', people: PEOPLE });
  const { rss, heap, wal, database, seconds, twice, lost, denied } = result;
  const words = (pair: { second: number; last: number }) =>
    `${Math.round(pair.second / MB)} → ${Math.round(pair.last / MB)} MB`;
  tellFigures({
    test: 'soak, devsms',
    again: 'soak',
    survived: [
      `memory ${words(rss)}, heap ${words(heap)} (medians of the second and the last quarter)`,
      `WAL at most ${(wal / MB).toFixed(1)} MB, database ${Math.round(database / MB)} MB`,
      `${Math.round(PEOPLE / seconds)} messages a second`,
    ].join('; '),
    messages: PEOPLE,
    twice,
    lost: lost + denied,
    seconds,
  });
  expect(result.uncertain).toBe(0);
});
