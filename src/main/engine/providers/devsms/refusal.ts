import type { Outcome } from '../provider.ts';

/**
 * What the words of a refusal mean. DevSMS gives no codes, only words, mostly Uzbek, sometimes English or
 * Russian. Of a table the first row that fits decides; what fits none is taken for the message's fault: it was
 * refused for certain, and a message marked as failed costs nothing.
 */

interface Meaning {
  readonly fits: (words: string) => boolean;
  readonly outcome: (detail: string) => Outcome;
}

/** "Token" and its like. */
const KEY = /\btoken|unauthori[sz]ed|avtorizatsiya|autentifikatsiya|api[ -]?(key|kalit)|токен|авториз/i;

/** "To'lov yechildi", "balansdan yechib olindi": paid for all the same. */
const CHARGED = /yechil|yechib|ushlab qol|ushlandi|\b(?:charged|deducted|debited)|списан|удержан/i;

/** "Yechilmadi" and its like: nothing was paid, or only spoken of paying. */
const NOT_CHARGED =
  /yechilma|yechilgan(?:i yo| emas)|yechib (?:ol(?:ish|in?ma)|bo.?lma)|ushla(?:b qolin|n)ma|(?:\bnot|n['’]t|\bnever) (?:be(?:en)? )?(?:charged|deducted|debited)|не (?:был[аио]? |буд[еу]т )?(?:списан|удержан)/i;

/** The verdict of the moderation of company names, whose refusals are charged (section 1.1). */
const BAD_NAME =
  /(?:korxona|kompaniya|tashkilot|xizmat)\S* nomi|nomaqbul|(?:company|service|brand)[ _]?name|inappropriate|moder|названи|недопустим|модер/i;

const MONEY = 'balan[cs]|mablag|hisob|\\bpul|money|funds|credit|баланс|средств|денег|сч[её]т';
const TOO_LITTLE = 'yetarli emas|yetmay|yetishma|insufficient|not enough|недостаточн|не хватает';
/** Within a sentence, whose end is no decimal point. */
const BETWEEN = '(?:[^.!?]|\\.\\d)*';
/** A text may be too short ("uzunligi yetarli emas") as well: only beside a word for money is it about money. */
const TOO_LITTLE_MONEY = new RegExp(
  `(?:${MONEY})${BETWEEN}(?:${TOO_LITTLE})|(?:${TOO_LITTLE})${BETWEEN}(?:${MONEY})`,
  'i',
);
/** "Balansni to'ldiring": of a text, whose refusals are not charged, a word for money is enough. */
const ABOUT_MONEY = /balan[cs]|mablag|баланс|средств/i;

const TOO_OFTEN =
  /too many (?:requests|attempts)|rate limit|so.?rov\S* (?:soni )?juda ko.?p|juda ko.?p so.?rov|слишком \S+ запрос/i;

/** DevSMS hands messages on to Eskiz: what broke off there may have gone out. */
const PERHAPS_TAKEN =
  /timed?[ -]?out|kutish vaqti|javob (?:(?:ber|kel|olin)ma|yo.?q)|no (?:answer|response)|not respond|server\S* xato|ichki xato|(?:server|internal) error|не отве|нет ответа|тайм-?аут|ошибка сервера|внутренняя ошибка/i;

/** The field `from`, which every message of the account has: "from raqami tasdiqlanmagan". */
const SENDER = /\bfrom\b|\bsender|yuboruvchi|jo.?natuvchi|отправител/i;

const NUMBER = /raqam|telefon|phone|number|davlat|country|номер|страна/i;

const paid: Meaning['outcome'] = (detail) => ({ kind: 'permanent', code: 'refused-charged', detail });

const perhapsTaken: Meaning = {
  fits: isAboutServer,
  outcome: (detail) => ({ kind: 'ambiguous', code: 'server-error', detail }),
};
const tooOften: Meaning = {
  fits: (words) => TOO_OFTEN.test(words),
  outcome: (detail) => ({ kind: 'transient', detail, throttled: true }),
};
const key: Meaning = { fits: isAboutKey, outcome: (detail) => ({ kind: 'auth', detail }) };
const number: Meaning = {
  fits: (words) => NUMBER.test(words),
  outcome: (detail) => ({ kind: 'permanent', code: 'bad-number', detail }),
};
const balance: Meaning['outcome'] = (detail) => ({ kind: 'balance', detail });

const OF_TEXTS: readonly Meaning[] = [
  perhapsTaken,
  tooOften,
  {
    fits: (words) => TOO_LITTLE_MONEY.test(words) || (ABOUT_MONEY.test(words) && !NOT_CHARGED.test(words)),
    outcome: balance,
  },
  key,
  { fits: (words) => SENDER.test(words), outcome: (detail) => ({ kind: 'account', detail }) },
  number,
];

/**
 * A refused code in an approved text may have been charged, so that it must not go again by itself: it does
 * only where the words leave no doubt that something else is the trouble.
 */
const OF_CODES: readonly Meaning[] = [
  perhapsTaken,
  { fits: (words) => BAD_NAME.test(words) && !NOT_CHARGED.test(words), outcome: paid },
  tooOften,
  { fits: (words) => TOO_LITTLE_MONEY.test(words), outcome: balance },
  key,
  number,
];

/** What was refused: an ordinary text, or a code in one of the approved texts (section 1.1). */
export type Refused = 'text' | 'code';

/** Whether the words are about the account's key. */
export function isAboutKey(words: string): boolean {
  return KEY.test(words);
}

/** Whether the words are about trouble of DevSMS's own server. */
export function isAboutServer(words: string): boolean {
  return PERHAPS_TAKEN.test(words);
}

/** The outcome of a refusal that says it was paid for, whatever its status; null where it does not. */
export function paidRefusal(refused: Refused, words: string): Outcome | null {
  if (NOT_CHARGED.test(words)) return null;
  const isPaid = CHARGED.test(words) || (refused === 'code' && /nomaqbul/i.test(words));
  return isPaid ? paid(words) : null;
}

/** The outcome of a refusal by its words, which may be none. */
export function refusalOutcome(refused: Refused, words: string, status: number): Outcome {
  const meaning = (refused === 'code' ? OF_CODES : OF_TEXTS).find(({ fits }) => fits(words));
  const detail = words || `DevSMS refused it (${status}).`;
  return (
    paidRefusal(refused, words) ?? meaning?.outcome(detail) ?? { kind: 'permanent', code: 'refused', detail }
  );
}
