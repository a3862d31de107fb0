import { expect, test } from 'vitest';
import { createCostliest } from '../../src/main/engine/services/costliest.ts';
import { createRenderer } from '../../src/main/engine/services/render.ts';
import type { Router } from '../../src/main/engine/services/routing.ts';
import { parseTemplate } from '../../src/shared/template.ts';

const list = { id: 1, name: 'L', fields: [], aliases: {} };
/** A cent a part at home, ten abroad. */
const sender = {
  longestText: null,
  priceOf: (recipient: string) => ({
    micros: recipient.startsWith('+998') ? 10_000 : 100_000,
    currency: 'USD',
  }),
} as ReturnType<Router>;
const dear: Router = () => sender;

function costliest(route: Router | null, people: readonly (readonly [phone: string, name: string])[]) {
  const render = createRenderer(parseTemplate('<name>'), list, { route, mask: null, plainCharacters: false });
  const kept = createCostliest(2);
  for (const [phone, name] of people) {
    kept.add(render({ id: 1, phone, name, fields: {}, optedOut: false, updatedAt: 0 }));
  }
  return kept.list().map(({ recipient }) => recipient);
}

const SHORT = ['+998901000001', 'Aziza'] as const;
const LONG = ['+998901000002', 'a'.repeat(161)] as const;
const ABROAD = ['+995555000003', 'Nino'] as const;

test('a short text to a dear country comes before a long one at home', () => {
  expect(costliest(dear, [SHORT, LONG, ABROAD])).toEqual([ABROAD[0], LONG[0]]);
});

test('where no price is known the parts decide, then the length', () => {
  expect(costliest(null, [ABROAD, SHORT, LONG])).toEqual([LONG[0], SHORT[0]]);
});
