import { safeStorage } from 'electron';
import type { Keychain } from './secrets.ts';

/** Opens the system's keychain; undefined where there is none. */
export async function openKeychain(): Promise<Keychain | undefined> {
  // Linux without a keyring: Electron would encrypt with a password that is in its source.
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text')
    return undefined;
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return undefined;
  return {
    encrypt: (text) => safeStorage.encryptStringAsync(text),
    decrypt: async (bytes) => (await safeStorage.decryptStringAsync(bytes)).result,
  };
}
