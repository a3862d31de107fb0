import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether two secrets are the same, in a time that does not tell where or how much they differ. */
export function isSameSecret(given: string, own: string): boolean {
  // Digests are of one length, which the comparison demands; a length of a secret is told by no early return.
  return timingSafeEqual(digest(given), digest(own));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
