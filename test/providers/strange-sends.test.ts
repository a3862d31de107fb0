import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProviderId } from '../../src/shared/account.ts';
import type { Outcome, OutgoingMessage } from '../../src/main/engine/providers/provider.ts';
import { connect, message, never } from './accounts.ts';
import { openSocketServer } from './servers.ts';
import { fieldOf, jsonOf, openEcho, strangeAnswers, type RawAnswer } from './strange-answers.ts';

/** A machine that is busy with other tests takes ten times as long as an idle one. */
const SLOWEST_MS = 120_000;

/**
 * What no document shows proves nothing: a message is `accepted` by an id only, and "certainly not taken" by a refusal
 * that is documented (/docs/providers.md names them) and does not name a message of its own making.
 */

/** No key of a provider, and long enough to be taken out wherever an answer repeats it. */
const SECRET = 'secret-of-this-account-8f2c';

interface Form {
  readonly id: ProviderId;
  readonly name: string;
  readonly messages: readonly OutgoingMessage[];
  /** What the document shows: successes and refusals. */
  readonly documented: readonly unknown[];
  /** Whether the answer names a message that the provider has made. */
  readonly namesMessage: (body: unknown) => boolean;
  /** Whether the body refuses as documented. */
  readonly refuses: (body: unknown, status: number) => boolean;
}

/** What can be an id: not the longest of texts, nor a number that JSON cannot hold exactly. */
const isId = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.trim() !== '' && value.trim().length <= 100
    : Number.isSafeInteger(value) && Number(value) >= 0;
const hasWords = (body: unknown): boolean =>
  ['error', 'message', 'errors'].some((field) => fieldOf(body, field) !== undefined);

const three = [message(1), message(2), message(3)];

const mobsmsRefuses: Form['refuses'] = (body, status) =>
  fieldOf(body, 'success') === false || (status >= 400 && hasWords(body));
const mobsmsRefusals = [
  { success: false, message: 'No active device available' },
  { message: 'The given data was invalid.', errors: { recipient_number: ['It is no number.'] } },
  { success: false, upgrade: true, message: 'Bulk is a Premium feature.' },
  { success: false, message: `The balance of ${SECRET} is too low.` },
];

const FORMS: readonly Form[] = [
  {
    id: 'devsms',
    name: 'a text',
    messages: [message(1)],
    documented: [
      {
        success: true,
        message: 'SMS muvaffaqiyatli yuborildi. Balans yetarli',
        data: {
          sms_id: 123,
          request_id: 'uuid-here',
          status: 'sent',
          parts_count: 1,
          total_cost: '$0.005',
          balance: '$0.084',
        },
      },
      { success: false, error: `Token ${SECRET} xato` },
      { success: false, error: "Balansda mablag' yetarli emas" },
      { success: false, error: "Telefon raqami noto'g'ri" },
    ],
    namesMessage: (body) => isId(fieldOf(body, 'data', 'sms_id')),
    refuses: (body, status) =>
      fieldOf(body, 'success') === false ||
      (status >= 400 && hasWords(body) && fieldOf(body, 'success') !== true),
  },
  {
    id: 'ubill',
    name: 'three numbers',
    messages: three,
    documented: [
      { statusID: 0, smsID: 12345678, message: `sent with ${SECRET}` },
      { statusID: 40, message: 'Not enough SMS' },
      { statusID: 50, message: 'No valid numbers' },
    ],
    namesMessage: (body) => isId(fieldOf(body, 'smsID')),
    refuses: (body) => /^[1-9]\d*$/.test(String(fieldOf(body, 'statusID'))),
  },
  {
    id: 'mobsms',
    name: 'one message',
    messages: [message(1)],
    documented: [
      {
        success: true,
        message: 'SMS queued for sending',
        data: {
          id: 101,
          message_id: '9f1c',
          recipient_number: '+998901234567',
          status: 'pending',
          price: 100,
        },
      },
      ...mobsmsRefusals,
    ],
    namesMessage: (body) => isId(fieldOf(body, 'data', 'id')),
    refuses: mobsmsRefuses,
  },
  {
    id: 'mobsms',
    name: 'one text to three',
    messages: three,
    documented: [
      {
        success: true,
        data: three.map(({ recipient }, index) => ({ id: 101 + index, recipient_number: recipient })),
      },
      ...mobsmsRefusals,
    ],
    namesMessage: (body) => [0, 1, 2, 3, 4].some((place) => isId(fieldOf(body, 'data', place, 'id'))),
    refuses: mobsmsRefuses,
  },
];

/** Statuses that refuse whatever the body says (docs/providers.md, "One request"). */
const REFUSING = [401, 402, 403, 404, 405, 429];

const NOT_TAKEN: readonly Outcome['kind'][] = [
  'transient',
  'permanent',
  'auth',
  'balance',
  'account',
  'left-out',
];

function expectToProve(form: Form, outcomes: readonly Outcome[], answer: RawAnswer): void {
  const body = jsonOf(answer);
  expect(outcomes).toHaveLength(form.messages.length);
  expect(JSON.stringify(outcomes)).not.toContain(SECRET);
  for (const outcome of outcomes) {
    if (outcome.kind === 'accepted') {
      expect(outcome.providerId.trim()).not.toBe('');
      expect(answer.status).toBeLessThan(300);
      // What the store takes: whole numbers that fit.
      const { cost, parts } = outcome;
      expect([cost?.micros ?? 0, parts ?? 0].every(Number.isSafeInteger)).toBe(true);
      continue;
    }
    expect(outcome.detail).not.toBe('');
    expect(outcome.detail.length).toBeLessThan(500);
    if (!NOT_TAKEN.includes(outcome.kind)) continue;
    // Paid for, and never sent again.
    if (outcome.kind === 'permanent' && outcome.code === 'refused-charged') continue;
    expect(form.namesMessage(body), `${outcome.kind} of an answer that names a message`).toBe(false);
    const isRefusal =
      REFUSING.includes(answer.status) || (answer.status < 500 && form.refuses(body, answer.status));
    expect(isRefusal, `${outcome.kind} of what is no refusal`).toBe(true);
  }
}

describe.each(FORMS)('$id, $name', (form) => {
  it(
    'takes nothing for proven that no document shows',
    async () => {
      const echo = await openEcho();
      await fc.assert(
        fc.asyncProperty(strangeAnswers(form.documented), async (answer) => {
          echo.say(answer);
          // Anew each time: a refusal changes how an adapter goes on.
          const connection = connect(form.id, echo.url, {}, SECRET);
          const outcomes = await connection.send(form.messages, never());
          await connection.close();
          expectToProve(form, outcomes, answer);
        }),
        { numRuns: 250 },
      );
    },
    SLOWEST_MS,
  );

  it.concurrent.each<[string, (write: (text: string) => void, end: () => void) => void]>([
    [
      'bytes that are no HTTP',
      (write, end) => {
        write('\0\x01\x02 nonsense');
        end();
      },
    ],
    [
      'a header without end',
      (write) => {
        write('HTTP/1.1 200 OK\r\n');
        drip(write, `x-${'y'.repeat(1000)}: 1\r\n`);
      },
    ],
    [
      'a body without end',
      (write) => {
        write('HTTP/1.1 200 OK\r\n\r\n');
        drip(write, '{"a":');
      },
    ],
    [
      '50 MB',
      (write) => {
        write('HTTP/1.1 200 OK\r\n\r\n');
        for (let mb = 0; mb < 50; mb += 1) write('[1],'.repeat(250_000));
      },
    ],
    [
      'a hundred thousand levels',
      (write, end) => {
        const deep = '['.repeat(100_000) + ']'.repeat(100_000);
        write(`HTTP/1.1 200 OK\r\ncontent-length: ${deep.length}\r\n\r\n${deep}`);
        end();
      },
    ],
    [
      'chunks that are none',
      (write, end) => {
        write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}');
        end();
      },
    ],
    [
      'an interim answer and no other',
      (write, end) => {
        write('HTTP/1.1 103 Early Hints\r\n\r\n');
        end();
      },
    ],
    [
      'another protocol',
      (write, end) => {
        write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n');
        end();
      },
    ],
  ])('is uncertain after %s', async (_name, respond) => {
    const server = await openSocketServer((socket) => {
      socket.once('data', () =>
        respond(
          (text) => void socket.write(text),
          () => socket.end(),
        ),
      );
    });
    const connection = connect(form.id, server.url, { timeoutSeconds: 2 }, SECRET);
    const outcomes = await connection.send(form.messages, never());
    await connection.close();
    expect(outcomes.map(({ kind }) => kind)).toEqual(form.messages.map(() => 'ambiguous'));
  });
});

/** A little every now and then, for longer than any time-out here. */
function drip(write: (text: string) => void, text: string): void {
  let left = 100;
  const timer = setInterval(() => {
    write(text);
    left -= 1;
    if (left === 0) clearInterval(timer);
  }, 50);
}
