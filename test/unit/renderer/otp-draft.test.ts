import { describe, expect, it, test } from 'vitest';
import {
  contentFault,
  readSettings,
  withSettings,
  type OtpDraft,
} from '../../../src/renderer/features/otp/otp-draft.ts';
import type { OtpSettings } from '../../../src/shared/otp.ts';

const draft: OtpDraft = {
  accountId: 1,
  source: 'own',
  purpose: 1,
  serviceName: '',
  text: '',
  codeLength: 6,
  validMinutes: 5,
  templateId: null,
};

describe('a text of one’s own', () => {
  test.each(['Kod: <code>', 'Kod: <CODE>', 'Kod: < code >', 'Kod: <code|x>', '<<b: <code>'])(
    '%s has its code, as it has for the engine',
    (text) => {
      expect(contentFault({ ...draft, text }, 'mobsms')).toBeNull();
      expect(readSettings({ ...draft, text }, 'mobsms')).toMatchObject({ content: { kind: 'text', text } });
    },
  );

  test.each([
    ['', 'empty'],
    [' \n', 'empty'],
    ['Kod', 'no-code'],
    ['Kod: <<code>', 'no-code'],
    ['Kod: <kod>', 'no-code'],
    ['Kod: <code> •', 'mask'],
  ])('%j is at fault, and never silently so', (text, fault) => {
    expect(contentFault({ ...draft, text }, 'mobsms')).toBe(fault);
    expect(readSettings({ ...draft, text }, 'mobsms')).toBeNull();
  });
});

describe('an approved text', () => {
  const approved: OtpDraft = { ...draft, source: 'approved' };

  test.each([
    ['', 'service-empty'],
    ['  ', 'service-empty'],
    ['x', 'service-rule'],
    ['My_shop', 'service-rule'],
    [' My shop ', null],
  ])('of the service %j', (serviceName, fault) => {
    expect(contentFault({ ...approved, serviceName }, 'devsms')).toBe(fault);
    expect(readSettings({ ...approved, serviceName }, 'devsms') === null).toBe(fault !== null);
  });

  it('is DevSMS’s alone: through another account the text of one’s own counts', () => {
    expect(contentFault({ ...approved, serviceName: 'My shop' }, 'ubill')).toBe('empty');
  });
});

test('a saved template comes back as it was, and keeps what it does not speak of', () => {
  const saved: OtpSettings = {
    content: { kind: 'devsms', templateType: 3, serviceName: 'My shop' },
    codeLength: 4,
    validMinutes: 10,
  };
  const filled = withSettings({ ...draft, text: 'Kod: <code>' }, saved);
  expect(filled).toMatchObject({ text: 'Kod: <code>', accountId: 1 });
  expect(readSettings(filled, 'devsms')).toEqual(saved);
});
