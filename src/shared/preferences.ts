import { z } from 'zod';
import { LanguageChoice } from './language.ts';

/** What the operator has chosen about the window and its place on the desktop; the shell keeps it. */
export const Preferences = z.object({
  theme: z.enum(['light', 'dark', 'auto']),
  language: LanguageChoice,
  /** Opens in the background when the operator signs in to the computer. */
  startAtLogin: z.boolean(),
  /** What closing the window does while there is something to send. */
  onClose: z.enum(['background', 'ask', 'quit']),
  /** What the system tells while nobody looks at the window. */
  notifications: z.object({ ended: z.boolean(), paused: z.boolean(), inbox: z.boolean() }),
});
export type Preferences = z.infer<typeof Preferences>;

/** What holds until the operator chooses otherwise. */
export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'auto',
  language: 'auto',
  startAtLogin: false,
  // The promise is that no message is forgotten: a closed window must not stop a campaign half-way.
  onClose: 'background',
  notifications: { ended: true, paused: true, inbox: true },
};
