import { unicodeCharacters } from '../../../shared/segments.ts';
import { parseTemplate } from '../../../shared/template.ts';

/** All that a template itself says: its text and its fallbacks. The names of fields are no letters of the text. */
export function templateLetters(template: string): string {
  return parseTemplate(template)
    .map((part) => (part.kind === 'text' ? part.text : part.fallback))
    .join('');
}

/** A stretch of a template as it is shown: a field, letters, or one that makes all of it Unicode. */
export interface MarkedPiece {
  kind: 'text' | 'field' | 'unicode';
  text: string;
}

/** A template in stretches, so that what makes it Unicode can be seen where it stands. */
export function markTemplate(template: string): MarkedPiece[] {
  const pieces: MarkedPiece[] = [];
  const add = (kind: MarkedPiece['kind'], text: string) => {
    const last = pieces.at(-1);
    if (last?.kind === kind && kind === 'text') last.text += text;
    else pieces.push({ kind, text });
  };
  for (const part of parseTemplate(template)) {
    if (part.kind === 'field') {
      add('field', `<${part.name}${part.fallback === null ? '' : `|${part.fallback}`}>`);
      continue;
    }
    for (const character of part.text) {
      add(unicodeCharacters(character).length > 0 ? 'unicode' : 'text', character);
    }
  }
  return pieces;
}

/** A no-break space or a joiner cannot be seen, so its code is shown. */
export function nameInvisible(character: string): string {
  if (!/^[\s\p{C}]$/u.test(character)) return character;
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
