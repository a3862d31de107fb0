import type { Contact } from '../../../shared/contact.ts';
import type { Rendering } from '../../../shared/calls/campaigns.ts';
import { timesMoney } from '../../../shared/money.ts';
import { replaceCharacters } from '../../../shared/replacements.ts';
import { countParts, unicodeCharacters } from '../../../shared/segments.ts';
import { fieldKey, renderTemplate, templateFields, type Template } from '../../../shared/template.ts';
import type { ListRecord } from '../store/contact-store.ts';
import type { Router, Sender } from './routing.ts';

/** Renders one template for the contacts of one list. */
export type Renderer = (
  contact: Contact,
) => Omit<Rendering, 'unicodeCharacters' | 'cost'> & { sender: Sender | null };

interface RenderOptions {
  /** The account of each number; null where none is chosen yet. */
  readonly route: Router | null;
  /** What stands for a one-time code, of which each digit counts as one; null where there is none. */
  readonly mask: string | null;
  /** Whether what makes a text Unicode for nothing is replaced, in the values of fields too. */
  readonly plainCharacters: boolean;
}

/** How a template becomes text for each contact of a list. */
export function createRenderer(
  template: Template,
  list: ListRecord,
  { route, mask, plainCharacters }: RenderOptions,
): Renderer {
  // Column names repeat in every contact of a list: each is folded once.
  const keys = new Map<string, string>();
  const keyOf = (name: string): string => {
    let key = keys.get(name);
    if (key === undefined) keys.set(name, (key = fieldKey(name)));
    return key;
  };

  return (contact) => {
    const values = new Map<string, string>();
    for (const [name, value] of Object.entries(contact.fields)) values.set(keyOf(name), value);
    const standard = (key: string): string | undefined =>
      key === 'name'
        ? contact.name
        : key === 'phone'
          ? contact.phone
          : key === 'code' && mask !== null
            ? mask
            : undefined;
    // A column of that name from another list must not beat the name; a blank one must not hide it.
    const read = (key: string): string | undefined =>
      [standard(key), standard(list.aliases[key] ?? ''), values.get(key)].find((value) => value?.trim());
    const { text: written, missing } = renderTemplate(template, read);
    const text = plainCharacters ? replaceCharacters(written) : written;
    const sender = route?.(contact.phone) ?? null;
    const tooLong = sender !== null && sender.longestText !== null && text.length > sender.longestText;
    // A digit takes the room of one letter, its mask would make the whole text Unicode.
    const counted = mask === null ? text : text.replaceAll(mask, '0'.repeat(mask.length));
    return {
      recipient: contact.phone,
      name: contact.name,
      text,
      ...countParts(counted),
      sender,
      skip: contact.optedOut
        ? 'opted-out'
        : missing.length > 0
          ? 'missing-field'
          : route !== null && sender === null
            ? 'no-route'
            : tooLong
              ? 'too-long'
              : null,
      missingFields: missing,
    };
  };
}

/** A rendering with its cost and the characters that make it Unicode: for the eye, not for a million texts. */
export function describeRendering(rendering: ReturnType<Renderer>): Rendering {
  const { sender, ...shown } = rendering;
  const price = sender?.priceOf(rendering.recipient);
  return {
    ...shown,
    unicodeCharacters: unicodeCharacters(rendering.text),
    cost: price ? timesMoney(price, rendering.parts) : null,
  };
}

/** Field names that a template for this list may use. */
export function availableFields(list: ListRecord): string[] {
  return [...new Set(['name', 'phone', ...list.fields])];
}

/** Fields of the template that nobody of the list can have and that carry no fallback: most likely typos. */
export function unknownFields(template: Template, list: ListRecord): string[] {
  const known = new Set([...availableFields(list).map(fieldKey), ...Object.keys(list.aliases)]);
  return templateFields(template)
    .filter(({ key, required }) => required && !known.has(key))
    .map(({ name }) => name);
}
