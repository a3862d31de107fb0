import { describe, expect, it } from 'vitest';
import { createOutput, type Output } from '../../src/main/cli/output.ts';
import { done, plain, type Printer, record, rows } from '../../src/main/cli/record.ts';

const MOMENT = Date.UTC(2030, 0, 31, 4);

/** What a printer writes to stdout, and notes. */
async function told<T>(
  print: Printer<T>,
  value: T,
  json = false,
): Promise<{ lines: string[]; notes: string[] }> {
  const lines: string[] = [];
  const notes: string[] = [];
  const output: Output = {
    ...createOutput(process.stdout, process.stderr, json),
    print: async (fact, words) => void lines.push(json ? JSON.stringify(fact) : words),
    note: (words) => void notes.push(words),
  };
  await print(output, value);
  return { lines, notes };
}

describe('JSON of the contract', () => {
  it('writes amounts and moments for other programs', () => {
    const value = {
      cost: { micros: 5_000, currency: 'USD' },
      createdAt: MOMENT,
      premiumUntil: null,
      at: MOMENT,
      flat: 1,
      limit: { of: 'day', until: MOMENT },
      usage: { todaySms: 8, readAt: MOMENT },
      rows: [{ price: { micros: -1, currency: 'GEL' } }],
      words: ['a'],
    };
    expect(plain(value)).toEqual({
      cost: { amount: 0.005, currency: 'USD' },
      createdAt: '2030-01-31T04:00:00.000Z',
      premiumUntil: null,
      at: '2030-01-31T04:00:00.000Z',
      flat: 1,
      limit: { of: 'day', until: '2030-01-31T04:00:00.000Z' },
      usage: { todaySms: 8, readAt: '2030-01-31T04:00:00.000Z' },
      rows: [{ price: { amount: -0.000001, currency: 'GEL' } }],
      words: ['a'],
    });
  });

  it('leaves alone what can be no moment', () => {
    expect(plain({ sentAt: 1e300, failedAt: 'yesterday' })).toEqual({ sentAt: 1e300, failedAt: 'yesterday' });
  });
});

describe('one thing', () => {
  it('is one object, or its fields one a line', async () => {
    const value = {
      plan: 'free',
      isPremium: false,
      prices: { monthly: 5, currency: null },
      features: ['a', 'b'],
      balance: { micros: 1_500_000, currency: 'USD' },
    };
    expect((await told(record, value, true)).lines).toEqual([
      '{"plan":"free","isPremium":false,"prices":{"monthly":5,"currency":null},"features":["a","b"],' +
        '"balance":{"amount":1.5,"currency":"USD"}}',
    ]);
    expect((await told(record, value)).lines).toEqual([
      [
        'plan             free',
        'isPremium        no',
        'prices.monthly   5',
        'prices.currency  -',
        'features         a, b',
        'balance          1.5 USD',
      ].join('\n'),
    ]);
  });
});

describe('many things', () => {
  const values = [
    { id: '7', text: 'a\nb', secret: 'x' },
    { id: '12', text: '', secret: 'y' },
  ];

  it('are a line each: all as JSON, the chosen fields under a heading for people', async () => {
    const print = rows<(typeof values)[number]>('id', 'text');
    expect((await told(print, values, true)).lines.map((line) => JSON.parse(line) as unknown)).toEqual(
      values,
    );
    expect((await told(print, values)).lines).toEqual(['id  text\n7   a b', '12  -']);
  });

  it('are nothing on stdout where there are none', async () => {
    expect(await told(rows('id'), [])).toEqual({ lines: [], notes: ['There is nothing to show.'] });
  });
});

it('says what was done', async () => {
  expect((await told(done('It is deleted.'), {}, true)).lines).toEqual(['{"done":true}']);
  expect((await told(done('It is deleted.'), {})).lines).toEqual(['It is deleted.']);
});
