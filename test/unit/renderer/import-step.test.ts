import { expect, test } from 'vitest';
import type { ImportDraft } from '../../../src/renderer/features/import/import-draft.ts';
import { firstStep, runStep, type ImportStep } from '../../../src/renderer/features/import/import-step.ts';

const chosen = { file: 'token', name: 'Mijozlar.csv' };
const draft: ImportDraft = {
  sheet: null,
  encoding: null,
  country: 'UZ',
  roles: null,
  list: 'Mijozlar',
  unnamed: 'Column #',
};

test('an import that fails leads back to what was decided, without the trouble of the time before', () => {
  const map: ImportStep = { at: 'map', chosen, draft, ending: { kind: 'cancelled' } };
  expect(runStep(map, 'check', chosen).back).toEqual({ ...map, ending: null });
});

test('an import that this window only hears of leads back to the choice of a file', () => {
  expect(runStep(firstStep, 'import', null)).toMatchObject({
    chosen: null,
    cancelling: false,
    back: firstStep,
  });
  // Not to the report of another import, nor to a run in a run.
  const running = runStep(firstStep, 'import', null);
  expect(runStep(running, 'import', null).back).toEqual(firstStep);
});
