import { describe, expect, it } from 'vitest';
import { devsmsOutcome } from '../../src/main/engine/providers/devsms/outcome.ts';
import type { Outcome } from '../../src/main/engine/providers/provider.ts';

/** What DevSMS's words of a refusal mean, which it gives in place of codes. */

type Sent = Parameters<typeof devsmsOutcome>[1];

const outcomeOf = (sent: Sent, status: number, body: object): Outcome => {
  const text = JSON.stringify(body);
  return devsmsOutcome({ kind: 'answer', status, text, retryAfterMs: null, clockSkewMs: null }, sent);
};
const refused = (sent: Sent, error: string, status = 200) =>
  outcomeOf(sent, status, { success: false, error });
/** `permanent` with its code, all else by its kind. */
const meaningOf = (sent: Sent, words: string, status = 200): string => {
  const outcome = refused(sent, words, status);
  return outcome.kind === 'permanent' ? outcome.code : outcome.kind;
};

/** Words, and what they mean about a text and about a code in an approved text. */
const table: readonly (readonly [words: string, ofText: string, ofCode: string])[] = [
  ["Balansda mablag' yetarli emas", 'balance', 'balance'],
  ['Mablagʻ yetarli emas', 'balance', 'balance'],
  ['Insufficient balance', 'balance', 'balance'],
  ['Not enough money', 'balance', 'balance'],
  ['Недостаточно средств', 'balance', 'balance'],
  ["Korxona hisobida mablag' yetarli emas", 'balance', 'balance'],
  ["Balansda $0.001 bor, bu yetarli emas. To'lov yechilmadi.", 'balance', 'balance'],
  ["Balansni to'ldiring", 'balance', 'refused'],
  ['Balans: $0.05', 'balance', 'refused'],
  ['Xabar uzunligi yetarli emas', 'refused', 'refused'],
  ['Insufficient permissions', 'refused', 'refused'],

  ["Token noto'g'ri", 'auth', 'auth'],
  ['Unauthorized', 'auth', 'auth'],
  ['API key is not valid', 'auth', 'auth'],

  ['Too many requests', 'transient', 'transient'],
  ["So'rovlar juda ko'p", 'transient', 'transient'],
  ['Слишком много запросов', 'transient', 'transient'],

  ['Eskiz serveri javob bermadi', 'ambiguous', 'ambiguous'],
  ['Operation timed out', 'ambiguous', 'ambiguous'],
  ['Gateway timeout', 'ambiguous', 'ambiguous'],
  ['Server xatosi', 'ambiguous', 'ambiguous'],
  ['Сервер не отвечает', 'ambiguous', 'ambiguous'],

  ['from raqami tasdiqlanmagan', 'account', 'bad-number'],
  ["from noto'g'ri", 'account', 'refused'],
  ['Unknown sender', 'account', 'refused'],

  ["Telefon raqami noto'g'ri", 'bad-number', 'bad-number'],
  ['Invalid phone', 'bad-number', 'bad-number'],
  ['message majburiy', 'refused', 'refused'],
  ['Bu Eskiz dan test', 'refused', 'refused'],

  // Paid for, whatever else the words name.
  ["SMS yuborilmadi, lekin to'lov yechildi", 'refused-charged', 'refused-charged'],
  ['SMS yuborilmadi, lekin to‘lov yechildi', 'refused-charged', 'refused-charged'],
  ['SMS yuborilmadi, lekin to\u02bblov yechildi', 'refused-charged', 'refused-charged'],
  ['SMS yuborilmadi, lekin balansdan $0.005 yechildi', 'refused-charged', 'refused-charged'],
  ['SMS yuborilmadi, balansdan $0.005 yechib olindi', 'refused-charged', 'refused-charged'],
  ['SMS was not sent, but your balance was charged.', 'refused-charged', 'refused-charged'],
  ['Amount charged: $0.005. Insufficient rights.', 'refused-charged', 'refused-charged'],
  ['SMS не отправлено, но средства списаны.', 'refused-charged', 'refused-charged'],
  ['Summa ushlab qolindi', 'refused-charged', 'refused-charged'],
  ['Korxona nomi mos emas. Balansdan $0.005 yechib olindi.', 'refused-charged', 'refused-charged'],

  // Not paid for.
  ["Korxona nomi nomaqbul. To'lov yechilmadi.", 'refused', 'refused'],
  ['Inappropriate company name. Your balance was not charged.', 'refused', 'refused'],
  ['Yechib olish uchun balans yetarli emas', 'balance', 'balance'],
  ['Недопустимое название, средства не списаны', 'refused', 'refused'],

  // The moderation of names is charged for, whether it says so or not.
  ['KORXONA NOMI NOMAQBUL', 'refused', 'refused-charged'],
  ['Korxona nomi mos emas', 'refused', 'refused-charged'],
  ['Korxona nomi mos emas: Token Shop', 'auth', 'refused-charged'],
  ['Inappropriate company name', 'refused', 'refused-charged'],
  ['Недопустимое название компании', 'refused', 'refused-charged'],
];

describe('the words of a refusal', () => {
  it.each(table)('%s', (words, ofText, ofCode) => {
    expect({ ofText: meaningOf('text', words), ofCode: meaningOf('code', words) }).toEqual({
      ofText,
      ofCode,
    });
    expect(refused('text', words)).toMatchObject({ detail: words });
    expect(refused('code', words)).toMatchObject({ detail: words });
    // A refusal in a 4xx is the documented form, and may lack `success`.
    expect(meaningOf('text', words, 400)).toBe(ofText);
    expect(outcomeOf('text', 422, { error: words })).toEqual(refused('text', words));
  });

  it('that ask for patience are those of a 429', () => {
    expect(refused('text', 'Too many requests')).toEqual({
      kind: 'transient',
      detail: 'Too many requests',
      throttled: true,
    });
  });

  it('that say a blocked name was paid for count in whatever status and spelling', () => {
    const documented = "Korxona nomi nomaqbul deb topildi: ... SMS yuborilmadi, lekin to'lov yechildi.";
    for (const error of [
      documented,
      'SMS yuborilmadi, lekin to`lov yechildi',
      'KORXONA NOMI NOMAQBUL',
      'SMS yuborilmadi, lekin balansdan $0.005 yechildi',
    ]) {
      // A 403 would else be taken for a key that does not work, and the code be sent and paid for again.
      for (const status of [200, 400, 403, 422, 500]) {
        const outcome = { kind: 'permanent', code: 'refused-charged', detail: error };
        expect(refused('code', error, status)).toEqual(outcome);
      }
    }
    expect(outcomeOf('code', 200, { error: "to'lov yechildi" }).kind).toBe('ambiguous');
  });

  it('decide about a code that was forbidden, since it may have been charged', () => {
    expect(meaningOf('code', 'Bu nom taqiqlangan', 403)).toBe('refused');
    expect(meaningOf('code', 'Korxona nomi mos emas', 403)).toBe('refused-charged');
    expect(meaningOf('code', "Token noto'g'ri", 403)).toBe('auth');
    expect(outcomeOf('code', 403, { success: false }).kind).toBe('auth');
    expect(meaningOf('code', 'Bu nom taqiqlangan', 401)).toBe('auth');
    expect(meaningOf('text', 'Bu nom taqiqlangan', 403)).toBe('auth');
  });
});
