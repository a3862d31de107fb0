import { expect, test } from 'vitest';
import { markTemplate, templateLetters } from '../../../src/renderer/features/campaigns/template-letters.ts';

test('what makes a text Unicode is marked where it stands, and the name of a field never is', () => {
  expect(markTemplate('Toʻlov: <Toʻlov|yoʻq>')).toEqual([
    { kind: 'text', text: 'To' },
    { kind: 'unicode', text: 'ʻ' },
    { kind: 'text', text: 'lov: ' },
    { kind: 'field', text: '<Toʻlov|yoʻq>' },
  ]);
  expect(templateLetters('Toʻlov: <Toʻlov|yoq>')).toBe('Toʻlov: yoq');
});
