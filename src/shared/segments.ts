/**
 * How many parts (billing units) a text takes. GSM 03.38 (3GPP TS 23.038, section 6.2.1): the basic table
 * and its extension table; national shift tables are ignored, since gateways do not use them. One part
 * holds 160 septets or 70 UTF-16 units; of several parts each gives some room to the header that joins them.
 */
const GSM7_BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Each is sent as an escape and a second septet. */
const GSM7_EXTENSION = '^{}\\[~]|€\f';

const GSM7_SINGLE = 160;
const GSM7_JOINED = 153;
const UCS2_SINGLE = 70;
const UCS2_JOINED = 67;

/** Septets by UTF-16 unit; 0 for what GSM-7 has not. A table, since a million texts are counted at a time. */
const septetsOf = new Uint8Array(0x10000);
for (const character of GSM7_BASIC) septetsOf[character.charCodeAt(0)] = 1;
for (const character of GSM7_EXTENSION) septetsOf[character.charCodeAt(0)] = 2;

export type PartCount = {
  readonly encoding: 'gsm7' | 'ucs2';
  /** Septets of `gsm7`, UTF-16 units of `ucs2`. */
  readonly units: number;
  readonly parts: number;
};

/**
 * Counts a final text (fields merged, characters replaced). A text without a character has 0 units and
 * 1 part: an empty SMS is still one SMS. Never throws; half of a surrogate pair counts as one unit.
 */
export function countParts(text: string): PartCount {
  let units = 0;
  for (let i = 0; i < text.length; i++) {
    const septets = septetsOf[text.charCodeAt(i)] ?? 0;
    if (septets === 0) return { encoding: 'ucs2', units: text.length, parts: countUcs2Parts(text) };
    units += septets;
  }
  return { encoding: 'gsm7', units, parts: countGsm7Parts(text, units) };
}

/** How many septets or UTF-16 units fit into so many parts. */
export function roomOf(encoding: PartCount['encoding'], parts: number): number {
  const [single, joined] = encoding === 'gsm7' ? [GSM7_SINGLE, GSM7_JOINED] : [UCS2_SINGLE, UCS2_JOINED];
  return parts === 1 ? single : joined * parts;
}

/** The characters that force a text to UCS-2, each once, in order of appearance; empty for a GSM-7 text. */
export function unicodeCharacters(text: string): string[] {
  const found = new Set<string>();
  for (const character of text) {
    if (septetsOf[character.charCodeAt(0)] === 0) found.add(character);
  }
  return [...found];
}

/** An escape pair that would straddle two parts moves to the next, so the text is laid out, not divided. */
function countGsm7Parts(text: string, units: number): number {
  if (units <= GSM7_SINGLE) return 1;
  if (units === text.length) return Math.ceil(units / GSM7_JOINED);
  let parts = 1;
  let used = 0;
  for (let i = 0; i < text.length; i++) {
    const septets = septetsOf[text.charCodeAt(i)] ?? 0;
    if (used + septets > GSM7_JOINED) {
      parts++;
      used = 0;
    }
    used += septets;
  }
  return parts;
}

/** A surrogate pair is not split either: a part that would end inside one ends a unit earlier. */
function countUcs2Parts(text: string): number {
  if (text.length <= UCS2_SINGLE) return 1;
  let parts = 1;
  let start = 0;
  while (text.length - start > UCS2_JOINED) {
    start += UCS2_JOINED;
    if (isPair(text.charCodeAt(start - 1), text.charCodeAt(start))) start--;
    parts++;
  }
  return parts;
}

function isPair(first: number, second: number): boolean {
  return (first & 0xfc00) === 0xd800 && (second & 0xfc00) === 0xdc00;
}
