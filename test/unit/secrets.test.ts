import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Keychain, openSecrets } from '../../src/main/shell/secrets.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Stands for the system's keychain, which is there in Electron only: it hides a text, and knows its own. */
const keychain: Keychain = {
  encrypt: async (text) => Buffer.from(`hidden:${Buffer.from(text).toString('hex')}`),
  async decrypt(bytes) {
    const [, hex] = /^hidden:(.*)$/.exec(bytes.toString()) ?? [];
    if (hex === undefined) throw new Error('of another keychain');
    return Buffer.from(hex, 'hex').toString();
  },
};
const hidden = async (text: string) => (await keychain.encrypt(text)).toString('base64');

let file: string;
beforeEach(() => {
  file = join(temporaryFolder(), 'secrets.json');
});
const stored = async () => JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;

describe('the secrets', () => {
  it('come back with their kinds at the next start', async () => {
    const first = await openSecrets(file, keychain);
    await first.set(7, 'key', 'k7');
    await first.set(7, 'callback-key', 'c7');
    await first.set(7, 'callback-token', 't7');
    await first.set(8, 'key', 'k8');
    expect(Object.keys(await stored()).toSorted()).toEqual(['7', '7:callback-key', '7:callback-token', '8']);
    expect(await readFile(file, 'utf8')).not.toContain('k7');

    const second = await openSecrets(file, keychain);
    expect(second.all()).toHaveLength(4);
    expect(second.all()).toEqual(
      expect.arrayContaining([
        { accountId: 7, kind: 'key', secret: 'k7' },
        { accountId: 7, kind: 'callback-key', secret: 'c7' },
        { accountId: 7, kind: 'callback-token', secret: 't7' },
        { accountId: 8, kind: 'key', secret: 'k8' },
      ]),
    );
  });

  it('of the first version are keys', async () => {
    await writeFile(file, JSON.stringify({ 7: await hidden('old') }));
    const secrets = await openSecrets(file, keychain);
    expect(secrets.all()).toEqual([{ accountId: 7, kind: 'key', secret: 'old' }]);
  });

  it('that a newer version put there, or another keychain hid, are none and stay in the file', async () => {
    const others = { '7:recovery-code': await hidden('new'), 9: Buffer.from('foreign').toString('base64') };
    await writeFile(file, JSON.stringify({ ...others, 8: await hidden('k8') }));
    const secrets = await openSecrets(file, keychain);
    expect(secrets.all()).toEqual([{ accountId: 8, kind: 'key', secret: 'k8' }]);
    await secrets.set(8, 'callback-key', 'c8');
    expect(await stored()).toMatchObject(others);
  });

  it('are removed one by one, or all that an account has', async () => {
    const secrets = await openSecrets(file, keychain);
    for (const accountId of [7, 77]) {
      for (const kind of ['key', 'callback-key', 'callback-token'] as const)
        await secrets.set(accountId, kind, `${kind} ${accountId}`);
    }
    await secrets.remove(77, 'callback-token');
    await secrets.remove(7);
    const left = [
      { accountId: 77, kind: 'key', secret: 'key 77' },
      { accountId: 77, kind: 'callback-key', secret: 'callback-key 77' },
    ];
    expect(secrets.all()).toEqual(left);
    expect((await openSecrets(file, keychain)).all()).toEqual(left);
  });

  it('that are removed while the keychain still works on them stay away', async () => {
    const secrets = await openSecrets(file, keychain);
    await Promise.all([secrets.set(7, 'key', 'k7'), secrets.remove(7)]);
    expect(secrets.all()).toEqual([]);
    expect((await openSecrets(file, keychain)).all()).toEqual([]);
  });

  it('are in memory only where there is no keychain', async () => {
    const secrets = await openSecrets(file, undefined);
    await secrets.set(7, 'key', 'k7');
    expect(secrets.kept).toBe(false);
    expect(secrets.all()).toEqual([{ accountId: 7, kind: 'key', secret: 'k7' }]);
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });

  it('survive a damaged file as none', async () => {
    await writeFile(file, '{"7": "half a fi');
    const secrets = await openSecrets(file, keychain);
    expect(secrets.all()).toEqual([]);
    await secrets.set(7, 'key', 'again');
    expect((await openSecrets(file, keychain)).all()).toEqual([
      { accountId: 7, kind: 'key', secret: 'again' },
    ]);
  });
});
