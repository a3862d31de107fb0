/**
 * How the sandbox's gateways count parts: GSM 03.38 laid out character by character. A counter of its own, so
 * that a mistake in Kaptar's (`shared/segments.ts`) shows as parts that differ.
 */

/** GSM 03.38, the basic table by its columns; 0x1B, the escape, is no character. */
const BASIC = new Set(
  [
    '@£$¥èéùìòÇ\nØø\rÅå',
    'Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ',
    ' !"#¤%&\'()*+,-./',
    '0123456789:;<=>?',
    '¡ABCDEFGHIJKLMNO',
    'PQRSTUVWXYZÄÖÑÜ§',
    '¿abcdefghijklmno',
    'pqrstuvwxyzäöñüà',
  ].join(''),
);
/** The extension table: an escape and a second septet each. */
const EXTENSION = new Set('\f^{}\\[~]|€');

/** Parts of a text; one for an empty one. */
export function partsOf(text: string): number {
  const characters = Array.from(text);
  const isGsm = characters.every((each) => BASIC.has(each) || EXTENSION.has(each));
  const [single, joined] = isGsm ? [160, 153] : [70, 67];
  // What takes two units, an escape or a surrogate pair, is never split over two parts.
  const sizes = characters.map((each) => (isGsm ? (EXTENSION.has(each) ? 2 : 1) : each.length));
  if (sizes.reduce((sum, size) => sum + size, 0) <= single) return 1;
  let parts = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > joined) {
      parts++;
      used = 0;
    }
    used += size;
  }
  return parts;
}
