import { APOSTROPHES } from './apostrophes.ts';

/** Stop in English, Russian, Uzbek in both scripts (TO'XTA with and without its apostrophe) and Georgian. */
const STOP_WORDS: ReadonlySet<string> = new Set(['stop', 'стоп', 'toxta', 'тохта', 'тўхта', 'тухта', 'სტოპ']);
/** What people add to such a word without meaning anything else by it: please, now, enough, what should stop. */
const COMPANIONS: ReadonlySet<string> = new Set(
  [
    'please now all sms message messages texts',
    'пожалуйста сейчас хватит смс сообщения рассылка рассылку',
    'iltimos endi илтимос энди',
    'გთხოვთ ახლა სმს',
  ].flatMap((words) => words.split(' ')),
);
/** The other usual English ones (CTIA handbook): ordinary words, so only when they are the whole message. */
const WHOLE_MESSAGES: ReadonlySet<string> = new Set([
  'stopall',
  'unsubscribe',
  'cancel',
  'end',
  'quit',
  'opt out',
  'optout',
  'revoke',
]);

/**
 * Whether a received text asks for no more messages: it says stop and nothing else, however it is quoted,
 * punctuated and written. A sentence that only mentions the word does not, nor does a question.
 */
export function isStopMessage(text: string): boolean {
  if (text.includes('?')) return false;
  const plain = text
    .replace(APOSTROPHES, "'")
    .normalize('NFKC')
    .toLowerCase()
    // Within words as in TO"XTA, and around a word that was copied with its quotes.
    .replace(/['"“”„«»]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const words = plain.split(' ');
  const saysStop = words.some((word) => STOP_WORDS.has(word));
  const saysNothingElse = words.every((word) => STOP_WORDS.has(word) || COMPANIONS.has(word));
  return (saysStop && saysNothingElse) || WHOLE_MESSAGES.has(plain);
}
