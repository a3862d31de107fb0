import { clipboard } from 'electron';
import { AppError } from '../../shared/errors.ts';
import { askEngine } from './ask-engine.ts';
import type { ShellHandlers } from './bridge.ts';
import type { EngineProcess } from './engine-process.ts';
import { type GoogleClient, signInAtGoogle } from './google-sign-in.ts';
import type { Secrets } from './secrets.ts';
import { openGoogleSignIn } from './security.ts';

type SecretCall = 'secrets.set' | 'callbacks.copyUrl' | 'mobsms.copyNewKey' | 'mobsms.googleSignIn';

interface SecretTools {
  readonly engine: EngineProcess;
  readonly secrets: Secrets;
  /** Undefined where Kaptar is not known to Google. */
  readonly google: GoogleClient | undefined;
}

/** The shell's calls that handle secrets: these go past the window, to the keychain or the clipboard. */
export function createSecretHandlers({
  engine,
  secrets,
  google,
}: SecretTools): Pick<ShellHandlers, SecretCall> {
  return {
    async 'secrets.set'({ accountId, kind, secret }) {
      await refuseUnknownAccount(engine, accountId);
      await secrets.set(accountId, kind, secret);
      engine.setSecret({ accountId, kind, secret });
      return {};
    },
    async 'callbacks.copyUrl'(input) {
      const { url } = await askEngine(engine, 'callbacks.url', input);
      await clipboard.writeText(url);
      return {};
    },
    async 'mobsms.copyNewKey'(input) {
      const { key, token } = await askEngine(engine, 'mobsms.createKey', input);
      await clipboard.writeText(token);
      return key;
    },
    async 'mobsms.googleSignIn'({ accountId }) {
      if (!google) throw notConfigured();
      // Before anybody goes to the browser for nothing.
      await refuseUnknownAccount(engine, accountId);
      const idToken = await signInAtGoogle({ client: google, openExternal: openGoogleSignIn });
      return askEngine(engine, 'mobsms.signInWithGoogle', { accountId, idToken });
    },
  };
}

/** A secret for an account that is not there would wait in the keychain for whoever gets its id. */
async function refuseUnknownAccount(engine: EngineProcess, accountId: number): Promise<void> {
  const accounts = await askEngine(engine, 'accounts.list', {});
  if (accounts.some(({ id }) => id === accountId)) return;
  throw new AppError('not-found', `There is no account ${accountId}.`, { reason: 'no-account' });
}

function notConfigured(): AppError {
  const words =
    'Signing in with Google is not set up. Start Kaptar with KAPTAR_GOOGLE_CLIENT_ID (and, where Google gave one, ' +
    'KAPTAR_GOOGLE_CLIENT_SECRET) of a desktop client, or sign in with e-mail and password.';
  return new AppError('conflict', words, { reason: 'no-google-client' });
}
