import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';

/** What a person has let a file be used for, by the dialog or the drop that it came from. */
type Use = 'read' | 'write';

/** The inputs that name a file, by call: the window fills them with tokens, the engine gets paths. */
const fileInputs: Readonly<Record<string, Readonly<Record<string, Use>>>> = {
  'import.inspect': { file: 'read' },
  'import.check': { file: 'read', rejects: 'write' },
  'import.run': { file: 'read', rejects: 'write' },
  'reports.export': { file: 'write' },
  'contacts.export': { file: 'write' },
};

/** What stands for paths in the window: it can name no file but those that a person has let it use. */
export interface FileTokens {
  give(path: string, use: Use): string;
  /**
   * The input with paths in place of tokens. Throws `AppError('invalid-input')` for a token that was never given, or
   * for another use: a file that was dropped to be read is not written over.
   */
  resolve(call: string, input: unknown): unknown;
}

/** No token was given yet. */
export function createFileTokens(): FileTokens {
  const given = new Map<string, { path: string; use: Use }>();
  return {
    give(path, use) {
      const token = randomUUID();
      given.set(token, { path, use });
      return token;
    },
    resolve(call, input) {
      const uses = fileInputs[call];
      if (!uses || typeof input !== 'object' || input === null) return input;
      const resolved: Record<string, unknown> = { ...input };
      for (const [name, use] of Object.entries(uses)) {
        const token = resolved[name];
        if (token === undefined || token === null) continue;
        const known = typeof token === 'string' ? given.get(token) : undefined;
        if (known?.use !== use) {
          throw new AppError('invalid-input', 'Choose the file again.', { reason: 'unknown-file' });
        }
        resolved[name] = known.path;
      }
      return resolved;
    },
  };
}
