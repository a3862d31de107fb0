import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';

/** Google's addresses (accounts.google.com/.well-known/openid-configuration). */
export const GOOGLE_ENDPOINTS = {
  authorize: 'https://accounts.google.com/o/oauth2/v2/auth',
  token: 'https://oauth2.googleapis.com/token',
} as const;

/** As long as a person may take to find a password; then the port is closed again. */
const LONGEST_WAIT_MS = 5 * 60_000;
/** Google answers within a second. */
const EXCHANGE_LIMIT_MS = 20_000;

/** Kaptar as Google knows it: a client of the type *Desktop app*. */
export interface GoogleClient {
  readonly id: string;
  /** Google gives desktop clients one and wants it back, though it is no secret (RFC 8252, section 8.5). */
  readonly secret: string | undefined;
}

export interface GoogleSignIn {
  readonly client: GoogleClient;
  /** Opens the system's browser, where the operator knows that the page is Google's. */
  openExternal(url: string): Promise<void>;
  readonly endpoints?: { readonly authorize: string; readonly token: string };
  readonly longestWaitMs?: number;
}

/** The client that is configured; undefined where none is, which is the rule. */
export function findGoogleClient(env: NodeJS.ProcessEnv): GoogleClient | undefined {
  const id = env['KAPTAR_GOOGLE_CLIENT_ID']?.trim();
  return id ? { id, secret: env['KAPTAR_GOOGLE_CLIENT_SECRET']?.trim() || undefined } : undefined;
}

/**
 * Asks Google who the operator is, in the browser, and answers the ID token: OAuth 2.0 for installed apps
 * (RFC 8252) with PKCE (RFC 7636) and a redirect to a port of this computer that is open for that long only.
 * Throws `AppError('account')` where the operator or Google says no, or nobody answers in time.
 */
export async function signInAtGoogle(options: GoogleSignIn): Promise<string> {
  const { client, endpoints = GOOGLE_ENDPOINTS } = options;
  const verifier = randomText();
  const state = randomText();
  const nonce = randomText();
  const timeout = AbortSignal.timeout(options.longestWaitMs ?? LONGEST_WAIT_MS);
  const redirect = await openRedirect(state);
  try {
    const page = new URL(endpoints.authorize);
    page.search = new URLSearchParams({
      client_id: client.id,
      redirect_uri: redirect.uri,
      response_type: 'code',
      scope: 'openid email profile',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      state,
      nonce,
    }).toString();
    await options.openExternal(page.href).catch(() => {
      throw refusal(
        'The browser could not be opened. Choose a standard browser in the system and try again.',
      );
    });
    const code = await Promise.race([redirect.code, givenUp(timeout)]);
    const form = new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: redirect.uri,
      client_id: client.id,
      ...(client.secret !== undefined && { client_secret: client.secret }),
    });
    const idToken = await exchange(endpoints.token, form);
    refuseOthersToken(idToken, { nonce, aud: client.id });
    return idToken;
  } finally {
    redirect.close();
  }
}

/** 256 random bits in 43 characters that need no escaping (RFC 7636, section 4.1). */
function randomText(): string {
  return randomBytes(32).toString('base64url');
}

/** Where the browser brings the answer: a server on a free port of this computer, for the one that knows `state`. */
async function openRedirect(state: string): Promise<{ uri: string; code: Promise<string>; close(): void }> {
  const answered = Promise.withResolvers<string>();
  // Whoever waits for it hears of it; until somebody does, it is no unhandled rejection.
  answered.promise.catch(() => undefined);
  // Only now: naming it above would hold up each start of Kaptar by what Node brings along with it.
  const { createServer } = await import('node:http');
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const code = searchParams.get('code');
    // Any program on this computer can call; a wrong call must not end the wait for the right one.
    if (pathname !== '/' || searchParams.get('state') !== state)
      return show(response, 404, 'Nothing is here.');
    const settle = (): void => {
      if (code !== null) answered.resolve(code);
      else
        answered.reject(refusal(`Google did not sign you in (${searchParams.get('error') ?? 'no code'}).`));
    };
    // When the page has gone out, since the port closes behind it.
    response.once('close', settle);
    show(
      response,
      200,
      code === null ? 'You are not signed in.' : 'Go back to Kaptar; this page can be closed.',
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    code: answered.promise,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function show(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  });
  response.end(words);
}

async function givenUp(timeout: AbortSignal): Promise<never> {
  if (!timeout.aborted) await once(timeout, 'abort');
  throw refusal('Nobody signed in at Google in time. Try again.');
}

const TokenAnswer = z.object({ id_token: z.string() });
const TokenRefusal = z.object({ error: z.string(), error_description: z.string().optional() });

/** The code for the ID token. What Google sends is not repeated in an error, but for its own word for one. */
async function exchange(endpoint: string, body: URLSearchParams): Promise<string> {
  const signal = AbortSignal.timeout(EXCHANGE_LIMIT_MS);
  const answer: unknown = await fetch(endpoint, { method: 'POST', body, redirect: 'error', signal })
    .then((response) => response.json())
    .catch(() => {
      throw refusal('Google could not be reached to end the sign-in. Look at the connection and try again.');
    });
  const taken = TokenAnswer.safeParse(answer);
  if (taken.success) return taken.data.id_token;
  const { error = 'no ID token', error_description: words } = TokenRefusal.safeParse(answer).data ?? {};
  throw refusal(`Google did not sign you in (${words ?? error}).`);
}

/**
 * Refuses a token that is no answer to this very question. It came straight from Google over TLS, so its
 * signature proves nothing more (OpenID Connect Core, section 3.1.3.7); the provider checks it all the same.
 */
function refuseOthersToken(idToken: string, expected: { nonce: string; aud: string }): void {
  const claims = readClaims(idToken);
  if (claims?.nonce === expected.nonce && claims.aud === expected.aud) return;
  throw refusal('What Google sent belongs to another sign-in. Try again.');
}

function readClaims(idToken: string): { nonce: string; aud: string } | undefined {
  try {
    const claims: unknown = JSON.parse(
      Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8'),
    );
    return z.object({ nonce: z.string(), aud: z.string() }).parse(claims);
  } catch {
    return undefined;
  }
}

function refusal(words: string): AppError {
  return new AppError('account', words, { reason: 'google-sign-in' });
}
