/** What one part holds, alone and joined to others (SMS rules: 160/153 septets, 70/67 UTF-16 units). */
const partSize = { gsm7: { alone: 160, joined: 153 }, ucs2: { alone: 70, joined: 67 } } as const;

/** How many septets or UTF-16 units fit into so many parts. */
export function roomOf(encoding: keyof typeof partSize, parts: number): number {
  const size = partSize[encoding];
  return parts === 1 ? size.alone : size.joined * parts;
}
