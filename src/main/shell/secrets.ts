import { readFile, rename, writeFile } from 'node:fs/promises';
import { safeStorage } from 'electron';
import { z } from 'zod';

/** Account id → encrypted value in base64. */
const SecretsFile = z.record(z.string().regex(/^\d+$/), z.base64());

/** The accounts' secrets: in memory, and in a file that only the system's keychain can open. */
export interface Secrets {
  /** Whether they outlive the app. */
  readonly kept: boolean;
  all(): ReadonlyMap<number, string>;
  set(accountId: number, secret: string): Promise<void>;
  remove(accountId: number): Promise<void>;
}

/**
 * Opens the secrets in `file`. A value that cannot be decrypted (another user, a new keychain, a damaged
 * file) is none: the operator enters it again. Without a keychain nothing is written.
 */
export async function openSecrets(file: string): Promise<Secrets> {
  const kept = await hasKeychain();
  const encrypted = kept ? await read(file) : {};
  const secrets = new Map<number, string>();
  for (const [id, value] of Object.entries(encrypted)) {
    const secret = await decrypt(value);
    if (secret !== undefined) secrets.set(Number(id), secret);
  }

  let saving = Promise.resolve();
  /** One write at a time: two would share the file beside. */
  const save = (): Promise<void> => {
    if (kept) saving = saving.catch(() => undefined).then(() => write(file, encrypted));
    return saving;
  };

  return {
    kept,
    all: () => secrets,
    async set(accountId, secret) {
      secrets.set(accountId, secret);
      if (kept) encrypted[accountId] = (await safeStorage.encryptStringAsync(secret)).toString('base64');
      await save();
    },
    async remove(accountId) {
      secrets.delete(accountId);
      delete encrypted[accountId];
      await save();
    },
  };
}

/** `basic_text` is Linux without a keyring: Electron would encrypt with a password that is in its source. */
async function hasKeychain(): Promise<boolean> {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return false;
  return safeStorage.isAsyncEncryptionAvailable();
}

async function read(file: string): Promise<Record<string, string>> {
  try {
    return SecretsFile.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return {};
  }
}

/** Aside and then in its place: a power cut must not leave half a file. */
async function write(file: string, encrypted: Record<string, string>): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(encrypted), { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
}

async function decrypt(value: string): Promise<string | undefined> {
  try {
    return (await safeStorage.decryptStringAsync(Buffer.from(value, 'base64'))).result;
  } catch {
    return undefined;
  }
}
