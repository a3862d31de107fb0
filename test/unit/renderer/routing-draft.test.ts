import { describe, expect, it, test } from 'vitest';
import {
  accountsOfRouting,
  emptyRouting,
  readRouting,
  routeFault,
  type RouteDraft,
  type RoutingDraft,
} from '../../../src/renderer/features/campaigns/routing-draft.ts';
import { account } from './accounts.ts';

const route = (key: number, prefix: string, accountId: number | null = 1): RouteDraft => ({
  key,
  prefix,
  accountId,
});
const routing = (...routes: RouteDraft[]): RoutingDraft => ({ routes, rest: 2 });

describe('the beginning of numbers', () => {
  test.each(['+998', '998', ' +998 ', '(998)'])('%j is read as +998', (typed) => {
    expect(readRouting(routing(route(1, typed)))?.routes).toEqual([{ prefix: '+998', accountId: 1 }]);
  });

  test.each(['', '+', 'UZ', '+0', '0998', '+99890123456'])('%j is none', (typed) => {
    const draft = routing(route(1, typed));
    expect(draft.routes.map((one) => routeFault(draft, one))).toEqual(['prefix']);
    expect(readRouting(draft)).toBeNull();
  });

  it('that stands twice is a fault of the later line, however it is written', () => {
    const draft = routing(route(1, '+998'), route(2, '998'), route(3, '+99890'));
    expect(draft.routes.map((one) => routeFault(draft, one))).toEqual([null, 'twice', null]);
    expect(readRouting(draft)).toBeNull();
  });

  it('without an account is no line yet', () => {
    const draft = routing(route(1, '+998', null));
    expect(draft.routes.map((one) => routeFault(draft, one))).toEqual(['account']);
    expect(readRouting(draft)).toBeNull();
  });
});

describe('the accounts that a routing may send through', () => {
  const practice = account({ id: 1, demo: true });
  const noKey = account({ id: 2, hasSecret: false });
  const shop = account({ id: 3 });
  const idsOf = (draft: RoutingDraft, accounts: Parameters<typeof accountsOfRouting>[1]) =>
    accountsOfRouting(draft, accounts).map(({ id }) => id);

  it('are for the cheapest all with a key; the sandbox only where there is nothing else', () => {
    expect(idsOf(emptyRouting, [practice, noKey, shop])).toEqual([3]);
    expect(idsOf(emptyRouting, [practice, noKey])).toEqual([1]);
  });

  it('include one that a line names, key or not', () => {
    expect(idsOf({ routes: [route(1, '+995', 2)], rest: 'cheapest' }, [practice, noKey, shop])).toEqual([
      2, 3,
    ]);
    expect(idsOf({ routes: [route(1, '+995', 3)], rest: 1 }, [practice, noKey, shop])).toEqual([1, 3]);
  });
});
