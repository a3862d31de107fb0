import { describe, expect, test } from 'vitest';
import type { Estimate } from '../../../src/shared/calls/campaigns.ts';
import { findFaults } from '../../../src/renderer/features/campaigns/compose-faults.ts';
import type { RepeatDraft } from '../../../src/renderer/features/campaigns/schedule-draft.ts';
import type { ComposeDraft } from '../../../src/renderer/features/campaigns/compose-drafts.tsx';
import { preflight } from '../../../src/renderer/features/campaigns/preflight.ts';
import { isTypedNumber } from '../../../src/renderer/features/campaigns/typed-number.ts';
import { account } from './accounts.ts';

const draft: ComposeDraft = {
  step: 'review',
  listId: 1,
  accountId: 1,
  routing: null,
  schedule: null,
  name: null,
  template: 'Salom',
  plainCharacters: false,
};

/** Ten messages that cost $0.05 of $1, and nothing to say about them. */
function estimate(part: Partial<Estimate> = {}, share: Partial<Estimate['accounts'][number]> = {}): Estimate {
  const cost = { micros: 50_000, currency: 'USD' };
  return {
    messages: 10,
    skipped: { optedOut: 0, missingField: 0, tooLong: 0, noRoute: 0 },
    parts: 10,
    encoding: { gsm7: 10, ucs2: 0 },
    saving: { text: 0, everywhere: 0 },
    costliest: [],
    unknownFields: [],
    availableFields: ['name', 'phone'],
    durationMs: 1000,
    cost,
    accounts: [
      {
        accountId: 1,
        accountName: 'Shop',
        messages: 10,
        parts: 10,
        cost,
        balance: { unit: 'money', money: { micros: 1_000_000, currency: 'USD' } },
        durationMs: 1000,
        ...share,
      },
    ],
    countries: [],
    quiet: [],
    ...part,
  };
}

const look = (facts: Partial<Parameters<typeof preflight>[0]>) =>
  preflight({ faults: [], estimate: estimate(), accounts: [account({ id: 1 })], quietHours: false, ...facts })
    .filter(({ state }) => state !== 'ok')
    .map((check) => [check.state, check.state === 'stops' ? check.fault : check.kind, check.mend]);

describe('the pre-flight list', () => {
  test('of a campaign with nothing amiss everything is well', () => {
    expect(look({})).toEqual([]);
  });

  test('what stops comes first, with the step where it is mended, also before anything is counted', () => {
    expect(look({ faults: ['list', 'text', 'past'], estimate: undefined })).toEqual([
      ['stops', 'list', 'audience'],
      ['stops', 'text', 'message'],
      ['stops', 'past', 'when'],
    ]);
  });

  test('who is left out by accident wants a look; who opted out does not', () => {
    const skipped = { optedOut: 1, missingField: 2, tooLong: 3, noRoute: 4 };
    expect(look({ estimate: estimate({ skipped }) })).toEqual([
      ['look', 'missingField', 'message'],
      ['look', 'tooLong', 'message'],
      ['look', 'noRoute', 'audience'],
    ]);
  });

  test('parts that could be saved, a price that nobody tells and a balance that is short want a look', () => {
    expect(look({ estimate: estimate({ saving: { text: 0, everywhere: 3 } }) })).toEqual([
      ['look', 'saving', 'message'],
    ]);
    expect(look({ estimate: estimate({}, { cost: null }) })).toEqual([['look', 'cost', null]]);
    const cost = { micros: 2_000_000, currency: 'USD' };
    expect(look({ estimate: estimate({}, { cost }) })).toEqual([['look', 'balance', null]]);
    expect(look({ accounts: [account({ id: 1, balanceIsLow: true })] })).toEqual([['look', 'balance', null]]);
    // The balance of an account that sends nothing of it is no matter.
    expect(look({ accounts: [account({ id: 2, balanceIsLow: true })] })).toEqual([]);
  });
});

describe('what keeps a campaign from starting', () => {
  const daily: RepeatDraft = {
    kind: 'repeat',
    every: 'day',
    weekdays: [],
    monthDay: 1,
    time: '10:00',
    zone: 'Asia/Tashkent',
    end: { kind: 'never', date: '', times: 12 },
  };

  const faults = (facts: Partial<Parameters<typeof findFaults>[0]>) =>
    findFaults({
      draft,
      name: 'Sale',
      hasList: true,
      routingIsWhole: true,
      used: [account({ id: 1 })],
      keyIsRefused: false,
      moment: null,
      now: 1000,
      estimate: estimate(),
      ...facts,
    });

  test('nothing, where all is there', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ draft: { ...draft, schedule: daily } })).toEqual([]);
  });

  test.each([
    ['list', { hasList: false }],
    ['routing', { routingIsWhole: false, used: [] }],
    ['account', { used: [] }],
    ['secret', { used: [account({ id: 1, hasSecret: false })] }],
    ['keyRefused', { keyIsRefused: true }],
    ['name', { name: ' ' }],
    ['nobody', { estimate: estimate({ messages: 0 }) }],
    ['text', { draft: { ...draft, template: '\n' } }],
    ['field', { estimate: estimate({ messages: 0, unknownFields: ['nmae'] }) }],
    [
      'time',
      {
        draft: { ...draft, schedule: { kind: 'once', at: '', zone: 'Asia/Tashkent', providerHolds: false } },
      },
    ],
    ['past', { moment: 1000 }],
    ['plan', { draft: { ...draft, schedule: { ...daily, time: '' } } }],
    // Its last day is over.
    [
      'plan',
      { draft: { ...draft, schedule: { ...daily, end: { kind: 'on', date: '1969-12-30', times: 12 } } } },
    ],
  ] as const)('%s', (fault, facts) => {
    expect(faults(facts)).toEqual([fault]);
  });
});

test.each([
  ['1240', true],
  ['1,240', true],
  ['1 240', true],
  ['1\u202f240', true],
  ['1.240', true],
  ['', false],
  ['124', false],
  ['01240', false],
  ['12400', false],
  ['-1240', false],
])('%j is taken for 1,240: %j', (typed, isIt) => {
  expect(isTypedNumber(typed, 1240)).toBe(isIt);
});
