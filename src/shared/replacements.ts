import { mapTemplateText, parseTemplate } from './template.ts';

/** What is worth replacing, by what it is for a reader. */
export type ReplacementKind =
  'apostrophe' | 'quote' | 'dash' | 'ellipsis' | 'space' | 'numero' | 'lari' | 'bullet' | 'invisible';

interface Replacement {
  readonly kind: ReplacementKind;
  /** Each of these characters is replaced. */
  readonly from: string;
  readonly to: string;
}

/**
 * Characters that make a whole text Unicode though GSM-7 has something that reads the same. A part of a Unicode text
 * holds 70 characters instead of 160, so that one of them can double the price of a campaign.
 */
export const REPLACEMENTS: readonly Replacement[] = [
  // Uzbek oʻ and gʻ are officially U+02BB and typed in many ways; only ASCII `'` is in GSM-7.
  { kind: 'apostrophe', from: 'ʻ‘’‛ʼʹ`´′', to: "'" },
  { kind: 'quote', from: '“”„‟«»″', to: '"' },
  { kind: 'dash', from: '–—−‒―‐‑', to: '-' },
  { kind: 'ellipsis', from: '…', to: '...' },
  // No-break and thin spaces and the tab. Each becomes one space: nobody's columns collapse.
  {
    kind: 'space',
    from: '\t\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000',
    to: ' ',
  },
  { kind: 'numero', from: '№', to: 'No' },
  { kind: 'lari', from: '₾', to: 'GEL' },
  { kind: 'bullet', from: '•', to: '-' },
  // Zero-width characters, which come along with what is copied from a web page.
  { kind: 'invisible', from: '\u200b\u200c\u200d\u2060\ufeff\u00ad', to: '' },
];

const byCharacter: ReadonlyMap<string, Replacement> = new Map(
  REPLACEMENTS.flatMap((replacement) => Array.from(replacement.from, (one) => [one, replacement] as const)),
);
/** But the joiner that holds an emoji together (👩‍⚕️): without it there would be two, and Unicode all the same. */
const REPLACEABLE = new RegExp(
  // The look behind stands last: for a million texts it must be tried only where a character was found.
  `[${[...byCharacter.keys()].join('')}](?<![\\p{Extended_Pictographic}\\u{fe0f}\\p{Emoji_Modifier}]\\u200d)`,
  'gu',
);

/** What would be replaced in a text: kinds in order of appearance, with the characters found and how often. */
export interface FoundReplacement {
  readonly kind: ReplacementKind;
  /** Each once, in order of appearance. */
  readonly characters: readonly string[];
  readonly count: number;
  readonly to: string;
}

/** Replaces in a final text, or in the value of a field. */
export function replaceCharacters(text: string, kinds: ReadonlySet<ReplacementKind> | 'all' = 'all'): string {
  return text.replace(REPLACEABLE, (character) => {
    const found = byCharacter.get(character);
    return found && (kinds === 'all' || kinds.has(found.kind)) ? found.to : character;
  });
}

/** Replaces in a template; its placeholders stay as they are written. */
export function replaceInTemplate(
  template: string,
  kinds: ReadonlySet<ReplacementKind> | 'all' = 'all',
): string {
  return mapTemplateText(template, (text) => replaceCharacters(text, kinds));
}

/** What could be replaced in a template, placeholders aside. */
export function findReplacements(template: string): FoundReplacement[] {
  const found = new Map<ReplacementKind, { characters: Set<string>; count: number; to: string }>();
  for (const part of parseTemplate(template)) {
    if (part.kind === 'field') continue;
    for (const [character] of part.text.matchAll(REPLACEABLE)) {
      const replacement = byCharacter.get(character);
      if (!replacement) continue;
      const { kind, to } = replacement;
      const known = found.get(kind) ?? { characters: new Set<string>(), count: 0, to };
      found.set(kind, known);
      known.characters.add(character);
      known.count += 1;
    }
  }
  return [...found].map(([kind, { characters, ...rest }]) => ({
    kind,
    characters: [...characters],
    ...rest,
  }));
}
