import * as fc from 'fast-check';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { allEngineCalls, type EngineCall } from '../../src/shared/contract.ts';
import { ErrorData } from '../../src/shared/errors.ts';
import { createApp } from '../../src/main/engine/app.ts';
import { createLog } from '../../src/main/engine/lib/log.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** What the window may ask, asked by somebody who means no good: every call gets an answer, and none is a bug. */

const SECRET = 'secret-of-this-account-8f2c';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Inputs as a schema wants them, as far as JSON Schema can say it. */
function inputsOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return fc.oneof(...options.map((option) => inputsOf(option)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([name, of]) => [name, inputsOf(of as JsonSchema)]),
        ),
        { requiredKeys: [...(schema.required ?? [])] },
      );
    case 'array':
      return fc.array(inputsOf((schema.items ?? {}) as JsonSchema), { maxLength: 3 });
    case 'integer':
    case 'number':
      // The ids of what is there, and what no schema says that it cannot be.
      return fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer(), fc.constantFrom(2 ** 53, -1, 0.5));
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.oneof(
        fc.constantFrom(
          'Customers',
          'Salom <name>',
          '+998901234567',
          '2026-06-01',
          'Asia/Tashkent',
          'UZ',
          'en',
        ),
        fc.string({ unit: 'binary', maxLength: 20 }),
      );
  }
}

/** What no schema wants, as it may come out of a structured clone. */
const strangeValues = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    NaN,
    Infinity,
    -0,
    10n ** 30n,
    '',
    '\ud800',
    '\0',
    [],
    new Map([[1, 2]]),
  ),
  fc.constantFrom<unknown>(
    'x'.repeat(1_000_000),
    new Date(NaN),
    /x/,
    new Uint8Array(10),
    circle(),
    deep(5000),
  ),
  fc.constantFrom<unknown>(JSON.parse('{"__proto__":{"id":1},"constructor":{"prototype":1}}')),
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
);

function circle(): unknown {
  const one: Record<string, unknown> = { id: 1 };
  one['self'] = one;
  return one;
}

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = { id: value };
  return value;
}

/** An input with one of its fields, or all of it, in another form; `folder` has all the files that it names. */
function strangeInputs(name: EngineCall, folder: string): fc.Arbitrary<unknown> {
  const schema = z.toJSONSchema(allEngineCalls[name].input, { io: 'input', unrepresentable: 'any' });
  const valid = inputsOf(schema);
  const changed = fc.tuple(valid, fc.nat(), strangeValues).map(([input, place, value]) => {
    if (typeof input !== 'object' || input === null) return value;
    const keys = Object.keys(input);
    const key = keys[place % Math.max(1, keys.length)];
    return key === undefined ? { ...input, extra: value } : { ...input, [key]: value };
  });
  return fc
    .oneof(
      { weight: 3, arbitrary: valid },
      { weight: 4, arbitrary: changed },
      { weight: 1, arbitrary: strangeValues },
    )
    .map((input) => inFolder(input, folder));
}

/** What names a file names one of the test's own: the engine writes wherever it is told. */
function inFolder(input: unknown, folder: string): unknown {
  if (typeof input !== 'object' || input === null) return input;
  const own = (path: unknown): unknown =>
    typeof path === 'string'
      ? join(folder, createHash('sha256').update(path).digest('hex').slice(0, 8))
      : path;
  const fields = input as Readonly<Record<string, unknown>>;
  const named = ['file', 'rejects'].filter((name) => Object.hasOwn(fields, name));
  if (named.length === 0) return input;
  return { ...fields, ...Object.fromEntries(named.map((name) => [name, own(fields[name])])) };
}

it('every call answers whatever it is given, and nothing of it is a bug or in the log', async () => {
  const folder = temporaryFolder();
  const lines: string[] = [];
  const app = await createApp({
    dataDir: folder,
    log: createLog((line) => lines.push(line)),
    checkOutputs: true,
  });
  onTestFinished(() => app.stop());
  const settings = { baseUrl: 'http://127.0.0.1:1' };
  for (const provider of ['devsms', 'mobsms', 'ubill'] as const) {
    const own = provider === 'ubill' ? { ...settings, brandID: 1 } : settings;
    await app.dispatch('accounts.create', { name: provider, provider, settings: own });
  }
  for (const id of [1, 2, 3]) await app.setSecret(id, SECRET);
  await app.dispatch('lists.create', { name: 'Customers' });
  for (const phone of ['+998901234567', '+998901234568']) {
    await app.dispatch('contacts.create', { phone, name: 'Ali', fields: {}, listIds: [1] });
  }
  await app.dispatch('campaigns.create', { name: 'Sale', accountId: 1, listId: 1, template: 'Salom <name>' });
  // Nothing but an account of ours is made: what another one has for its address would be asked.
  const names = (Object.keys(allEngineCalls) as EngineCall[]).filter(
    (name) => !['accounts.create', 'accounts.update'].includes(name),
  );
  const calls = names.map((name) => strangeInputs(name, folder).map((input) => ({ name, input })));
  await fc.assert(
    fc.asyncProperty(fc.oneof(...calls), async ({ name, input }) => {
      const before = lines.length;
      const reply = await app.dispatch(name, input);
      if (!reply.ok) {
        expect(ErrorData.safeParse(reply.error).success, name).toBe(true);
        expect(reply.error.code, `${name}: ${reply.error.message.slice(0, 300)}`).not.toBe('internal');
        // A thing that is too large to read must not come back whole.
        expect(JSON.stringify(reply.error).length, name).toBeLessThan(100_000);
      }
      expect(lines.slice(before).join('\n')).not.toContain(SECRET);
    }),
    { numRuns: 700 },
  );
}, 120_000);
