import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';

/** What a person has let a file be used for, by the dialog or the drop that it came from. */
type Use = 'read' | 'write';

/** What of an input is a file, by name; of an input that holds another one, what of that. */
interface FileUses {
  readonly [name: string]: Use | FileUses;
}

/** The inputs that name a file, by call: the window fills them with tokens, the engine gets paths. */
const fileInputs: Readonly<Record<string, FileUses>> = {
  'import.inspect': { file: 'read' },
  'import.check': { file: 'read', rejects: 'write' },
  'import.run': { file: 'read', rejects: 'write' },
  'reports.export': { file: 'write' },
  'contacts.export': { file: 'write' },
  'backups.inspect': { from: { file: 'read' } },
  'backups.restore': { from: { file: 'read' } },
  'backups.export': { file: 'write' },
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
  const pathOf = (token: unknown, use: Use): string => {
    const known = typeof token === 'string' ? given.get(token) : undefined;
    if (known?.use !== use) {
      throw new AppError('invalid-input', 'Choose the file again.', { reason: 'unknown-file' });
    }
    return known.path;
  };
  const fill = (input: unknown, uses: FileUses): unknown => {
    if (typeof input !== 'object' || input === null) return input;
    const filled: Record<string, unknown> = { ...input };
    for (const [name, use] of Object.entries(uses)) {
      const value = filled[name];
      if (value === undefined || value === null) continue;
      filled[name] = typeof use === 'string' ? pathOf(value, use) : fill(value, use);
    }
    return filled;
  };
  return {
    give(path, use) {
      const token = randomUUID();
      given.set(token, { path, use });
      return token;
    },
    resolve: (call, input) => fill(input, fileInputs[call] ?? {}),
  };
}
