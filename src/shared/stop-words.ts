/** All marks that are typed for the apostrophe of Uzbek TO'XTA. */
const APOSTROPHES = /[ʻ‘’ʼ`´′]/g;

/** Uzbek in both scripts, Russian, Georgian: nobody begins another sentence with them, so the first word counts. */
const FIRST_WORDS: ReadonlySet<string> = new Set(['тохта', 'тўхта', "to'xta", 'стоп', 'სტოპ']);
/** The usual English ones (CTIA handbook): ordinary words, so only when they are the whole message, a *please* aside. */
const WHOLE_MESSAGES: ReadonlySet<string> = new Set([
  'stop',
  'stop please',
  'please stop',
  'stopall',
  'stop all',
  'unsubscribe',
  'cancel',
  'end',
  'quit',
  'opt out',
  'optout',
  'revoke',
]);

/** Whether a received text asks for no more messages. */
export function isStopMessage(text: string): boolean {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(APOSTROPHES, "'")
    .replace(/[^\p{L}\p{N}' -]+/gu, ' ')
    .replace(/[\s-]+/g, ' ')
    .trim();
  const [first = ''] = plain.split(' ');
  return FIRST_WORDS.has(first) || WHOLE_MESSAGES.has(plain);
}
