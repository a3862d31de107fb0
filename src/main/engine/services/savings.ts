import type { Contact } from '../../../shared/contact.ts';
import { replaceCharacters } from '../../../shared/replacements.ts';
import { countParts } from '../../../shared/segments.ts';
import type { Renderer } from './render.ts';

/** How many parts a campaign would save by replacing characters, summed up message by message. */
export interface Savings {
  add(contact: Contact, rendering: ReturnType<Renderer>): void;
  /** By replacing them in the text alone, and in the values of fields too. */
  total(): { text: number; everywhere: number };
}

/** @param renderPlain the same template with its own characters replaced; null where there are none */
export function createSavings(renderPlain: Renderer | null): Savings {
  let text = 0;
  let everywhere = 0;
  return {
    add(contact, { encoding, parts, text: written }) {
      if (encoding === 'gsm7') return;
      if (renderPlain) text += parts - renderPlain(contact).parts;
      everywhere += parts - countParts(replaceCharacters(written)).parts;
    },
    total: () => ({ text, everywhere }),
  };
}
