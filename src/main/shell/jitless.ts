import { z } from 'zod';

// The shell checks a few small things, most of them once: what zod compiles for the next time takes longer than all of
// that, and the window waits for it. So this stands before every other in index.ts.
z.config({ jitless: true });
