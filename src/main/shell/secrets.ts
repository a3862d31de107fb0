import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { SecretKind } from '../../shared/secret.ts';

/** Place (see `placeOf`) → encrypted value in base64. */
const SecretsFile = z.record(z.string(), z.base64());

/** What encrypts for this user of this computer. Both may throw. */
export interface Keychain {
  encrypt(text: string): Promise<Buffer>;
  decrypt(bytes: Buffer): Promise<string>;
}

/** One secret of one account. */
export interface AccountSecret {
  readonly accountId: number;
  readonly kind: SecretKind;
  readonly secret: string;
}

/** The accounts' secrets: in memory, and in a file that only the system's keychain can open. */
export interface Secrets {
  /** Whether they outlive the app. */
  readonly kept: boolean;
  all(): readonly AccountSecret[];
  /** Known to `all` at once; kept when it resolves. */
  set(accountId: number, kind: SecretKind, secret: string): Promise<void>;
  /** All of the account's where no kind is named. */
  remove(accountId: number, kind?: SecretKind): Promise<void>;
}

/**
 * Opens the secrets in `file`. A value that cannot be decrypted (another user, a new keychain, a damaged
 * file) is none: the operator enters it again. Without a keychain nothing is written.
 */
export async function openSecrets(file: string, keychain: Keychain | undefined): Promise<Secrets> {
  const encrypted = keychain ? await read(file) : {};
  const secrets = new Map<string, AccountSecret>();
  for (const [place, value] of Object.entries(encrypted)) {
    const whose = readPlace(place);
    const secret = whose && (await keychain?.decrypt(Buffer.from(value, 'base64')).catch(() => undefined));
    if (whose && secret !== undefined) secrets.set(place, { ...whose, secret });
  }

  let saving = Promise.resolve();
  /** One write at a time: two would share the file beside. */
  const save = (): Promise<void> => {
    if (keychain) saving = saving.catch(() => undefined).then(() => write(file, encrypted));
    return saving;
  };

  return {
    kept: keychain !== undefined,
    all: () => [...secrets.values()],
    async set(accountId, kind, secret) {
      const place = placeOf(accountId, kind);
      const entry = { accountId, kind, secret };
      secrets.set(place, entry);
      const value = await keychain?.encrypt(secret);
      // It may have been replaced or removed while the keychain worked.
      if (value && secrets.get(place) === entry) encrypted[place] = value.toString('base64');
      await save();
    },
    async remove(accountId, kind) {
      for (const one of kind ? [kind] : SecretKind.options) {
        secrets.delete(placeOf(accountId, one));
        delete encrypted[placeOf(accountId, one)];
      }
      await save();
    },
  };
}

/** `7` is the key of account 7, as the first version wrote it; `7:callback-token` another of its secrets. */
function placeOf(accountId: number, kind: SecretKind): string {
  return kind === 'key' ? String(accountId) : `${accountId}:${kind}`;
}

/** Undefined for what a newer version has put there: it stays in the file. */
function readPlace(place: string): Pick<AccountSecret, 'accountId' | 'kind'> | undefined {
  const [, id, kind] = /^(\d+)(?::(.+))?$/.exec(place) ?? [];
  const known = SecretKind.safeParse(kind ?? 'key').data;
  return id !== undefined && known ? { accountId: Number(id), kind: known } : undefined;
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
