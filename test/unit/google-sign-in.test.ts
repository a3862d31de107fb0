import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findGoogleClient, signInAtGoogle } from '../../src/main/shell/google-sign-in.ts';

/** Google's two addresses: the first is never asked, since the test is the browser. */
let google: Server;
let endpoints: { authorize: string; token: string };
/** What was asked at the second one. */
let exchanges: URLSearchParams[];
/** What it answers. */
let answerTo: (form: URLSearchParams) => { status: number; body: unknown; location?: string };
/** The question that the browser was sent to Google with. */
let question: URLSearchParams;

const client = { id: 'kaptar.apps.example', secret: 'desktop' };
const idToken = (claims: Record<string, unknown>) =>
  ['{}', JSON.stringify(claims), ''].map((part) => Buffer.from(part).toString('base64url')).join('.');

beforeEach(async () => {
  exchanges = [];
  answerTo = () => ({
    status: 200,
    body: { id_token: idToken({ nonce: question.get('nonce'), aud: client.id }), access_token: 'a' },
  });
  google = createServer((request, response) => {
    void text(request).then((body) => exchange(new URLSearchParams(body), response));
  });
  google.listen(0, '127.0.0.1');
  await once(google, 'listening');
  const origin = `http://127.0.0.1:${(google.address() as AddressInfo).port}`;
  endpoints = { authorize: `${origin}/auth`, token: `${origin}/token` };
});

afterEach(async () => {
  google.closeAllConnections();
  google.close();
  await once(google, 'close');
});

function exchange(form: URLSearchParams, response: ServerResponse): void {
  exchanges.push(form);
  const { status, body, location } = answerTo(form);
  response.writeHead(status, { 'content-type': 'application/json', ...(location && { location }) });
  response.end(JSON.stringify(body));
}

/** Comes back from Google's page with this answer. */
const comeBack = (answer: Record<string, string>) =>
  fetch(`${question.get('redirect_uri')}/?${new URLSearchParams(answer).toString()}`);
const state = () => question.get('state') ?? '';

/** Signs in with a browser that does what it is told once it has been opened. */
function signIn(
  browse: () => Promise<unknown>,
  options: { secret?: undefined; longestWaitMs?: number } = {},
) {
  const { longestWaitMs } = options;
  return signInAtGoogle({
    client: 'secret' in options ? { ...client, secret: undefined } : client,
    endpoints,
    ...(longestWaitMs !== undefined && { longestWaitMs }),
    async openExternal(url) {
      const page = new URL(url);
      expect(page.origin + page.pathname).toBe(endpoints.authorize);
      question = page.searchParams;
      // As a real browser does: it has been started, and goes its own way.
      void browse();
    },
  });
}

/** Whether anybody still listens where the browser was told to come back to. */
const doorIsOpen = () =>
  comeBack({}).then(
    () => true,
    () => false,
  );

describe('signing in at Google', () => {
  it('asks as an installed app should, and answers the ID token', async () => {
    const token = await signIn(() => comeBack({ state: state(), code: 'c0de' }));
    expect(Object.fromEntries(question)).toMatchObject({
      client_id: client.id,
      response_type: 'code',
      scope: 'openid email profile',
      code_challenge_method: 'S256',
      redirect_uri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    });
    expect(exchanges.map((form) => Object.fromEntries(form))).toEqual([
      {
        grant_type: 'authorization_code',
        code: 'c0de',
        code_verifier: expect.stringMatching(/^[\w-]{43}$/),
        redirect_uri: question.get('redirect_uri'),
        client_id: client.id,
        client_secret: client.secret,
      },
    ]);
    const verifier = exchanges[0]?.get('code_verifier') ?? '';
    expect(question.get('code_challenge')).toBe(createHash('sha256').update(verifier).digest('base64url'));
    expect(token).toBe(idToken({ nonce: question.get('nonce'), aud: client.id }));
    expect(await doorIsOpen()).toBe(false);
  });

  it('asks another question each time', async () => {
    const questions = [];
    for (let round = 0; round < 2; round++) {
      await signIn(() => comeBack({ state: state(), code: 'c' }));
      questions.push(question);
    }
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(questions[0]?.get(name)).not.toBe(questions[1]?.get(name));
  });

  it('names no client secret where there is none', async () => {
    await signIn(() => comeBack({ state: state(), code: 'c' }), { secret: undefined });
    expect(exchanges[0]?.has('client_secret')).toBe(false);
  });

  it('waits on when somebody else knocks', async () => {
    const knocks: number[] = [];
    await signIn(async () => {
      for (const answer of [{}, { code: 'evil' }, { state: 'guessed', code: 'evil' }, { error: 'no' }])
        knocks.push((await comeBack(answer)).status);
      knocks.push((await fetch(`${question.get('redirect_uri')}/favicon.ico`)).status);
      await comeBack({ state: state(), code: 'right' });
    });
    expect(knocks).toEqual([404, 404, 404, 404, 404]);
    expect(exchanges.map((form) => form.get('code'))).toEqual(['right']);
  });

  it.each([
    [{ error: 'access_denied' }, 'access_denied'],
    [{}, 'no code'],
  ])('fails when Google sends %j back', async (answer, words) => {
    await expect(signIn(() => comeBack({ ...answer, state: state() }))).rejects.toMatchObject({
      code: 'account',
      message: expect.stringContaining(words),
    });
    expect(exchanges).toEqual([]);
    expect(await doorIsOpen()).toBe(false);
  });

  it.each<[string, () => Record<string, unknown>]>([
    ['answers another question', () => ({ nonce: 'old', aud: client.id })],
    ['is for another app', () => ({ nonce: question.get('nonce'), aud: 'other' })],
    ['answers no question', () => ({ aud: client.id })],
  ])('fails when the token %s', async (_what, claims) => {
    answerTo = () => ({ status: 200, body: { id_token: idToken(claims()) } });
    await expect(signIn(() => comeBack({ state: state(), code: 'c' }))).rejects.toThrow(
      'belongs to another sign-in',
    );
  });

  it.each<[unknown, string]>([
    [{ error: 'invalid_grant', error_description: 'Malformed auth code.' }, '(Malformed auth code.)'],
    [{ error: 'invalid_client' }, '(invalid_client)'],
    [{ access_token: 'private' }, '(no ID token)'],
  ])('fails with the words of the refusal %j', async (body, words) => {
    answerTo = () => ({ status: 400, body });
    const failed = signIn(() => comeBack({ state: state(), code: 'c' }));
    await expect(failed).rejects.toThrow(words);
    await expect(failed).rejects.not.toThrow('private');
    expect(await doorIsOpen()).toBe(false);
  });

  it('does not follow a redirect with the code', async () => {
    answerTo = () => ({ status: 307, body: {}, location: `${endpoints.token}/elsewhere` });
    await expect(signIn(() => comeBack({ state: state(), code: 'c' }))).rejects.toThrow(
      'could not be reached',
    );
    expect(exchanges).toHaveLength(1);
  });

  it('gives up after its time and closes the door', async () => {
    await expect(signIn(async () => undefined, { longestWaitMs: 50 })).rejects.toThrow('in time');
    expect(await doorIsOpen()).toBe(false);
  });

  it('says so when there is no browser, and closes the door', async () => {
    const failed = signInAtGoogle({
      client,
      endpoints,
      openExternal(url) {
        question = new URL(url).searchParams;
        return Promise.reject(new Error('no handler'));
      },
    });
    await expect(failed).rejects.toThrow('browser could not be opened');
    expect(await doorIsOpen()).toBe(false);
  });
});

it('is only configured where there is a client id', () => {
  expect(findGoogleClient({})).toBeUndefined();
  expect(
    findGoogleClient({ KAPTAR_GOOGLE_CLIENT_ID: ' ', KAPTAR_GOOGLE_CLIENT_SECRET: 's' }),
  ).toBeUndefined();
  expect(findGoogleClient({ KAPTAR_GOOGLE_CLIENT_ID: 'id' })).toEqual({ id: 'id', secret: undefined });
  expect(findGoogleClient({ KAPTAR_GOOGLE_CLIENT_ID: 'id', KAPTAR_GOOGLE_CLIENT_SECRET: 's' })).toEqual({
    id: 'id',
    secret: 's',
  });
});
