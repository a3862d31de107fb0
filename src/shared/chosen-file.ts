import { z } from 'zod';

/** A file that a person chose: a token for the engine's calls, and its name for the eye. */
export const ChosenFile = z.object({ file: z.string(), name: z.string() });
export type ChosenFile = z.infer<typeof ChosenFile>;

/** Characters of a pasted text: some 100,000 people; more than that is a file. */
export const PASTE_LIMIT = 5_000_000;
