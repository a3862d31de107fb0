import * as fc from 'fast-check';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** Answers that no document shows: what a broken, a foreign or a hostile server may say. */

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A server that says the same to everybody until it is told something else; it closes with the test. */
export async function openEcho(): Promise<{ url: string; say: (answer: RawAnswer) => void }> {
  let answer: RawAnswer = { status: 200, headers: {}, body: new Uint8Array() };
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(answer.status, answer.headers).end(answer.body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    say(next) {
      answer = next;
    },
  };
}

/** Values that a field may come with instead of its own. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    0.5,
    1e300,
    2 ** 60,
    '',
    ' ',
    'null',
    '\ud800',
    '\0',
    [],
    {},
  ),
  fc.constantFrom<unknown>(
    'x'.repeat(20_000),
    { __proto__: null, toString: 1 },
    [[[[]]]],
    Number.MAX_SAFE_INTEGER,
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.jsonValue({ maxDepth: 2 }),
);

type Place = readonly (string | number)[];

function placesOf(value: unknown, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [place];
  const keys: readonly (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  const fields = value as Readonly<Record<string | number, unknown>>;
  return [place, ...keys.flatMap((key) => placesOf(fields[key], [...place, key]))];
}

interface Change {
  readonly kind: 'drop' | 'replace' | 'wrap' | 'repeat' | 'as text';
  readonly by: unknown;
}

function changed(value: unknown, [key, ...rest]: Place, change: Change): unknown {
  if (key === undefined) {
    if (change.kind === 'wrap') return [value];
    if (change.kind === 'as text') return JSON.stringify(value);
    return change.by;
  }
  if (Array.isArray(value)) {
    const items: unknown[] = [...(value as unknown[])];
    const at = Number(key);
    if (rest.length === 0 && change.kind === 'drop') items.splice(at, 1);
    else if (rest.length === 0 && change.kind === 'repeat') items.splice(at, 0, items[at], items[at]);
    else items[at] = changed(items[at], rest, change);
    return items;
  }
  const fields = { ...(value as Record<string, unknown>) };
  if (rest.length === 0 && change.kind === 'drop') delete fields[key];
  else fields[key] = changed(fields[key], rest, change);
  return fields;
}

/** A valid answer with one to three of its fields lost, replaced, wrapped, repeated or turned into text. */
export function mutated(valid: unknown): fc.Arbitrary<unknown> {
  const change = fc.record({
    kind: fc.constantFrom<Change['kind']>('drop', 'replace', 'replace', 'wrap', 'repeat', 'as text'),
    by: junk,
  });
  const step = fc.tuple(fc.nat(), change);
  return fc.array(step, { minLength: 1, maxLength: 3 }).map((steps) =>
    steps.reduce<unknown>((answer, [number, one]) => {
      const places = placesOf(answer);
      return changed(answer, places[number % places.length] ?? [], one);
    }, valid),
  );
}

const statuses = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(200, 201) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(202, 204, 206, 302, 400, 401, 402, 403, 404, 409, 422, 429, 500, 503),
  },
  { weight: 1, arbitrary: fc.integer({ min: 200, max: 999 }) },
);

const headers = fc.record(
  {
    'retry-after': fc.constantFrom('-1', '1e9', '99999999999', 'soon', 'Wed, 21 Oct 2099 07:28:00 GMT'),
    date: fc.constantFrom('', 'yesterday', 'Wed, 21 Oct 1999 07:28:00 GMT'),
    'content-type': fc.constantFrom('text/html', 'application/json; charset=utf-16', 'x'),
    'content-encoding': fc.constantFrom('gzip', 'br', 'nonsense'),
  },
  { requiredKeys: [] },
);

/** Characters of a body in the report of a failure; its seed brings back the rest. */
const LONGEST_SHOWN = 500;

/** One of these valid answers, mutated, or any JSON, text or bytes, under any status. */
export function strangeAnswers(valid: readonly unknown[]): fc.Arbitrary<RawAnswer> {
  const bodies = fc.oneof(
    { weight: 8, arbitrary: fc.oneof(...valid.map(mutated)).map((body) => JSON.stringify(body) ?? '') },
    { weight: 2, arbitrary: fc.jsonValue().map((body) => JSON.stringify(body)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...valid), fc.nat({ max: 200 }))
        .map(([body, length]) => JSON.stringify(body).slice(0, length)),
    },
  );
  const bytes = fc.oneof(
    { weight: 9, arbitrary: bodies.map((body) => Buffer.from(body)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 500 }) },
  );
  return fc.record({ status: statuses, headers, body: bytes }).map((answer) => ({
    ...answer,
    [fc.toStringMethod]: () =>
      `${answer.status} ${Buffer.from(answer.body).toString().slice(0, LONGEST_SHOWN)}`,
  }));
}

/** The JSON of an answer; undefined where it is none. */
export function jsonOf({ body }: RawAnswer): unknown {
  try {
    return JSON.parse(
      Buffer.from(body)
        .toString()
        .replace(/^\uFEFF/, ''),
    );
  } catch {
    return undefined;
  }
}

/** A field of a value that may be anything. */
export function fieldOf(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Record<string | number, unknown>)[key]
        : undefined,
    value,
  );
}
