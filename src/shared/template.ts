import { APOSTROPHES } from './apostrophes.ts';
import { composed, singleSpaced } from './composed.ts';

/**
 * The language of templates: `<name>` is a field, by a column's name in any case; `<name|friend>` has a
 * fallback for who has none; `<<` is a literal `<`; a `<` that starts no field is itself. Nothing is ever
 * evaluated, and what a field holds is inserted as it is, never read as a template again.
 */
type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'field';
      /** As the operator wrote it. */
      readonly name: string;
      /** `fieldKey(name)`: what values are looked up by. */
      readonly key: string;
      /** Null where the field must have a value; may be empty. */
      readonly fallback: string | null;
    };
export type Template = readonly TemplatePart[];

/**
 * `<<`, or `<name>` or `<name|fallback>` on one line. Each class excludes `<`, so that an unclosed `<` costs
 * no more than the way to the next one.
 */
const TOKEN = /<<|<([^<>|\r\n]+)(?:\|([^<>\r\n]*))?>/g;
/** What makes a name: `<->` and `<=>` are arrows, `<№>` is a column. */
const NAME_LIKE = /[\p{L}\p{N}\p{So}]/u;

/**
 * The key two spellings of a column's name share: composed (NFC), lower case, inner white space as one
 * space, and every apostrophe of Uzbek as `'`. Idempotent.
 */
export function fieldKey(name: string): string {
  return singleSpaced(composed(name.toLowerCase()).replace(APOSTROPHES, "'")).trim();
}

/** Reads a template; every text is one, so nothing throws. */
export function parseTemplate(text: string): Template {
  const parts: TemplatePart[] = [];
  let literal = '';
  let end = 0;
  for (const token of text.matchAll(TOKEN)) {
    literal += text.slice(end, token.index);
    end = token.index + token[0].length;
    const name = token[1]?.trim();
    if (name === undefined) literal += '<';
    else if (!NAME_LIKE.test(name)) literal += token[0];
    else {
      if (literal !== '') parts.push({ kind: 'text', text: literal });
      literal = '';
      parts.push({ kind: 'field', name, key: fieldKey(name), fallback: token[2] ?? null });
    }
  }
  literal += text.slice(end);
  if (literal !== '') parts.push({ kind: 'text', text: literal });
  return parts;
}

/**
 * Changes what a template says and leaves its placeholders as they are written, `<name>` and `<name|fallback>`. Where
 * the changed text would turn a lone `<` into a placeholder, or spoil one, each such `<` is written `<<`.
 *
 * @param change of one stretch of text between placeholders
 */
export function mapTemplateText(template: string, change: (text: string) => string): string {
  const pieces: { readonly kind: 'text' | 'field'; readonly raw: string }[] = [];
  let end = 0;
  for (const token of template.matchAll(TOKEN)) {
    if (token[1] === undefined || !NAME_LIKE.test(token[1])) continue;
    pieces.push({ kind: 'text', raw: template.slice(end, token.index) }, { kind: 'field', raw: token[0] });
    end = token.index + token[0].length;
  }
  pieces.push({ kind: 'text', raw: template.slice(end) });

  const changed = pieces.map(({ kind, raw }) => (kind === 'field' ? raw : change(raw))).join('');
  const wanted = parseTemplate(template).map((part) =>
    part.kind === 'field' ? part : { ...part, text: change(part.text) },
  );
  if (saysTheSame(parseTemplate(changed), wanted)) return changed;
  return pieces
    .map(({ kind, raw }) =>
      kind === 'field' ? raw : change(raw.replaceAll('<<', '<')).replaceAll('<', '<<'),
    )
    .join('');
}

function saysTheSame(one: Template, other: Template): boolean {
  const spoken = (template: Template) => template.filter((part) => part.kind === 'field' || part.text !== '');
  return JSON.stringify(spoken(one)) === JSON.stringify(spoken(other));
}

/**
 * Fills in a template for one recipient. `read` answers the value of a key, or undefined. A field that is
 * absent or blank uses its fallback; without one it is reported in `missing` (each name once, as written)
 * and stands in the text as `<name>`, for a preview to show: such a text must not be sent.
 */
export function renderTemplate(
  template: Template,
  read: (key: string) => string | undefined,
): { text: string; missing: string[] } {
  let text = '';
  const missing = new Map<string, string>();
  for (const part of template) {
    if (part.kind === 'text') {
      text += part.text;
      continue;
    }
    const value = read(part.key);
    if (value !== undefined && value.trim() !== '') text += value;
    else if (part.fallback !== null) text += part.fallback;
    else {
      text += `<${part.name}>`;
      if (!missing.has(part.key)) missing.set(part.key, part.name);
    }
  }
  return { text, missing: [...missing.values()] };
}

/** The distinct fields of a template in order; `required` where one use of it has no fallback. */
export function templateFields(template: Template): { name: string; key: string; required: boolean }[] {
  const fields = new Map<string, { name: string; key: string; required: boolean }>();
  for (const part of template) {
    if (part.kind === 'text') continue;
    const required = part.fallback === null;
    const known = fields.get(part.key);
    if (known) known.required ||= required;
    else fields.set(part.key, { name: part.name, key: part.key, required });
  }
  return [...fields.values()];
}
