import type { ReactNode } from 'react';

/** The palette's groups, in the order in which they stand: people last, since they are found last. */
export const paletteGroups = ['go', 'do', 'theme', 'campaigns', 'lists', 'accounts', 'contacts'] as const;

/** One line of the palette. */
export interface PaletteEntry {
  /** Unique in the palette. */
  readonly id: string;
  readonly group: (typeof paletteGroups)[number];
  readonly label: string;
  readonly detail: string | null;
  /** As they are printed on the keyboard. */
  readonly keys: string | null;
  readonly icon: ReactNode;
  readonly run: () => void;
}

/** Whether every word of the search begins a word of the name, in any case of letters. */
export function fits(search: string, name: string): boolean {
  const words = name.toLowerCase().split(/[\s.,·/–-]+/);
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)));
}
