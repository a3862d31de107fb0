import { expect, onTestFinished } from 'vitest';
import { MobsmsSettings } from '../../src/shared/account.ts';
import { openMobsms, type MobsmsClient } from '../../src/main/engine/providers/mobsms/client.ts';
import { SANDBOX_TOKEN, type Sandbox } from '../../src/main/sandbox/server.ts';

/** MobSMS's client that closes with the test; null for no key. */
export function openClient(
  baseUrl: string,
  secret: string | null = SANDBOX_TOKEN,
  settings: Readonly<Record<string, unknown>> = {},
): MobsmsClient {
  const client = openMobsms(MobsmsSettings.parse({ baseUrl, timeoutSeconds: 5, ...settings }), secret);
  onTestFinished(() => client.close());
  return client;
}

export interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** One request as anybody could make it: `POST /sms`; null for no key. */
export async function ask(
  sandbox: Sandbox,
  request: string,
  json?: unknown,
  key: string | null = sandbox.token,
): Promise<Reply> {
  const [method = 'GET', path = '/'] = request.split(' ');
  const response = await fetch(sandbox.urls.mobsms + path, {
    method,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** The `data` of an answer. */
export function dataOf(reply: Reply): Record<string, unknown> {
  return reply.body.data as Record<string, unknown>;
}

/** The answer to a key that does not work. */
export const UNAUTHENTICATED: Reply = { status: 401, body: { message: 'Unauthenticated.' } };

/** A time as Laravel writes it. */
export const ANY_TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/) as string;

/** One message to somebody, sent. */
export function send(sandbox: Sandbox, fields: object = {}): Promise<Reply> {
  return ask(sandbox, 'POST /sms', { recipient_number: '+998901234567', message: 'Hello', ...fields });
}

/** Expects a 422 that names exactly these fields, in Laravel's form. */
export async function expectInvalid(
  sandbox: Sandbox,
  request: string,
  json: unknown,
  ...fields: string[]
): Promise<void> {
  const { status, body } = await ask(sandbox, request, json);
  expect([status, Object.keys(body['errors'] ?? {})], JSON.stringify(json)).toEqual([422, fields]);
  expect(body).not.toHaveProperty('success');
  expect(body['message']).toEqual(expect.any(String));
}
