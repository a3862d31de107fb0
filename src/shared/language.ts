import { z } from 'zod';

/** The languages that Kaptar speaks (BCP 47). Uzbek is written in Latin letters. */
export const Language = z.enum(['en', 'uz', 'ru', 'ka']);
export type Language = z.infer<typeof Language>;

/** A language, or whichever of them the system prefers. */
export const LanguageChoice = z.enum(['auto', ...Language.options]);
export type LanguageChoice = z.infer<typeof LanguageChoice>;

/**
 * The first of the system's languages (BCP 47 tags, the preferred one first) that Kaptar speaks; English if it speaks
 * none of them.
 */
export function systemLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const known = Language.safeParse(tag.split('-')[0]?.toLowerCase());
    if (known.success) return known.data;
  }
  return 'en';
}
