import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProviderId } from '../../src/shared/account.ts';
import { CallbackTopic } from '../../src/shared/callbacks.ts';
import type { CallbackRequest } from '../../src/main/engine/providers/provider.ts';
import { providers } from '../../src/main/engine/providers/registry.ts';
import { settingsOf } from './accounts.ts';
import { mutated } from './strange-answers.ts';

/** Whoever finds the listener may call it with anything: a reader never throws, and takes no nonsense for news. */

const CALLS = [
  { sms_id: 123, phone: '998901234567', status: 'delivered', delivered_at: '2026-03-09 10:30:05' },
  { smsID: 12345678, number: '995511194242', statusID: 1, date: '2026-02-01 12:02:02', key: 'callback-key' },
  {
    event: 'sms.status',
    data: { id: 101, recipient_number: '+998901234567', status: 'delivered', my_id: 'batch12345-001' },
    timestamp: '2026-06-08T10:00:00.000000Z',
  },
  { event: 'sms.received', data: [{ id: 55, sender_number: '+998907778899', message: 'STOP' }] },
];

const asForm = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .map(
          ([name, one]) =>
            `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(JSON.stringify(one ?? null).toWellFormed())}`,
        )
        .join('&')
    : '';

const requests: fc.Arbitrary<CallbackRequest> = fc
  .record({
    topic: fc.constantFrom(...CallbackTopic.options),
    method: fc.constantFrom('GET', 'POST', 'PUT', ''),
    content: fc.oneof(...CALLS.map(mutated), fc.anything()),
    isForm: fc.boolean(),
    noise: fc.constantFrom('', '', '', '\uFEFF', '[[[[', '%', '&=&=', '\0'),
    contentType: fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain', ''),
    callbackKey: fc.constantFrom(undefined, 'callback-key'),
  })
  .map(({ topic, method, content, isForm, noise, contentType, callbackKey }) => ({
    topic,
    method,
    query: new URLSearchParams(asForm(content)),
    body: noise + (isForm ? asForm(content) : safeJson(content)),
    contentType,
    callbackKey,
  }));

function safeJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return String(Symbol('circle'));
  }
}

describe.each(ProviderId.options)('%s', (id) => {
  it('makes of any call news that the store can take, or none', () => {
    const { readCallback } = providers[id];
    const settings = settingsOf(id, 'http://127.0.0.1:1') as never;
    fc.assert(
      fc.property(requests, (request) => {
        const news = readCallback?.(request, settings);
        if (news?.kind === 'reports') {
          for (const { providerId, recipient, at } of news.reports) {
            expect(providerId.trim()).not.toBe('');
            if (recipient !== null) expect(recipient).toMatch(/^\+\d+$/);
            if (at !== null) expect(Number.isSafeInteger(at)).toBe(true);
          }
        } else if (news?.kind === 'incoming') {
          for (const { providerId, sender, receivedAt } of news.messages) {
            expect(providerId.trim()).not.toBe('');
            expect(sender).not.toBe('');
            expect(Number.isSafeInteger(receivedAt)).toBe(true);
          }
        }
        if (
          id === 'ubill' &&
          request.callbackKey !== undefined &&
          request.query.get('key') !== request.callbackKey
        ) {
          expect(news).toEqual({ kind: 'forged' });
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('reads what is deep, long or repeated in no time that counts', () => {
    const { readCallback } = providers[id];
    const settings = settingsOf(id, 'http://127.0.0.1:1') as never;
    const bodies = [
      '['.repeat(100_000) + ']'.repeat(100_000),
      `{"data":${'{"data":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
      'data[id]=5&'.repeat(50_000),
      `{"sms_id":"${'9'.repeat(100_000)}","status":"delivered"}`,
    ];
    for (const body of bodies) {
      for (const contentType of ['application/json', 'application/x-www-form-urlencoded']) {
        const request = {
          topic: 'status',
          method: 'POST',
          query: new URLSearchParams(),
          body,
          contentType,
          callbackKey: undefined,
        } as const;
        expect(readCallback?.(request, settings).kind).toBe('unreadable');
      }
    }
  });
});
