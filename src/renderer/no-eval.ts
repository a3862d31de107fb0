import { z } from 'zod';

// The window's policy forbids `eval`, and zod tries it once while the first schema is built; so this file
// stands before every other in main.tsx.
z.config({ jitless: true });
