import { describe, expect, it } from 'vitest';
import { UbillSettings } from '../../src/shared/account.ts';
import type { CallbackNews, CallbackRequest } from '../../src/main/engine/providers/provider.ts';
import { readUbillCallback } from '../../src/main/engine/providers/ubill/callback.ts';

/** The example of the document, "GET Request Example". */
const EXAMPLE = {
  key: 'YourCallbackKey',
  smsID: '12345678',
  number: '995511194242',
  statusID: '1',
  date: '2026-02-01 12:02:02',
};

const settings = UbillSettings.parse({ brandID: 1 });

/** What Kaptar reads out of a call with these fields; undefined leaves a field out. */
function read(
  fields: Readonly<Record<string, string | undefined>> = {},
  request: Partial<CallbackRequest> = {},
  own = settings,
): CallbackNews {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...EXAMPLE, ...fields })) {
    if (value !== undefined) query.set(name, value);
  }
  return readUbillCallback(
    {
      topic: 'status',
      method: 'GET',
      query,
      body: '',
      contentType: '',
      callbackKey: EXAMPLE.key,
      ...request,
    },
    own,
  );
}

const stateOf = (statusID: string) => {
  const news = read({ statusID });
  return news.kind === 'reports' ? news.reports[0]?.state : news.kind;
};

describe('a callback', () => {
  it('names the message by smsID and number, as the answer to the send did', () => {
    expect(read()).toEqual({
      kind: 'reports',
      reports: [
        {
          providerId: '12345678:995511194242',
          reference: null,
          recipient: '+995511194242',
          state: 'delivered',
          at: Date.parse('2026-02-01T08:02:02Z'),
          detail: null,
        },
      ],
    });
    expect(read({ number: '+995 511 194 242' })).toEqual(read());
  });

  it('with statusID 0, sent, is no final news', () => expect(stateOf('0')).toBe('accepted'));
  it('with statusID 1 says delivered', () => expect(stateOf('1')).toBe('delivered'));
  it('with statusID 2, failed, says undelivered', () => {
    expect(stateOf('2')).toBe('undelivered');
    expect(read({ statusID: '2' })).toMatchObject({ reports: [{ detail: 'uBill: failed (status 2)' }] });
  });
  it('with statusID 3, pending, is no final news', () => expect(stateOf('3')).toBe('accepted'));
  it('with statusID 4, error, says undelivered', () => {
    expect(stateOf('4')).toBe('undelivered');
    expect(read({ statusID: '4' })).toMatchObject({ reports: [{ detail: 'uBill: error (status 4)' }] });
  });
  it('with a statusID that nobody knows is no final news', () => expect(stateOf('7')).toBe('accepted'));

  it('has its date in the zone of the account, and none where it cannot be read', () => {
    const inTashkent = UbillSettings.parse({ brandID: 1, timeZone: 'Asia/Tashkent' });
    const at = (fields: Record<string, string | undefined>, own = settings) => {
      const news = read(fields, {}, own);
      return news.kind === 'reports' ? news.reports[0]?.at : news.kind;
    };
    expect(at({}, inTashkent)).toBe(Date.parse('2026-02-01T07:02:02Z'));
    expect(at({ date: undefined })).toBeNull();
    expect(at({ date: 'yesterday' })).toBeNull();
  });

  it('is forged with a wrong key, an empty one or none', () => {
    for (const key of ['yourcallbackkey', 'YourCallbackKey2', 'YourCallback', '', undefined]) {
      expect(read({ key })).toEqual({ kind: 'forged' });
    }
    expect(read({ key: undefined, smsID: undefined }, { method: 'POST' })).toEqual({ kind: 'forged' });
  });

  it('may name a key that the panel cut to 30 characters', () => {
    const key = 'abcdefghijklmnopqrstuvwxyz0123456789';
    expect(read({ key: key.slice(0, 30) }, { callbackKey: key }).kind).toBe('reports');
    expect(read({ key }, { callbackKey: key }).kind).toBe('reports');
    expect(read({ key: key.slice(0, 29) }, { callbackKey: key }).kind).toBe('forged');
    expect(read({ key: key.slice(0, 31) }, { callbackKey: key }).kind).toBe('forged');
  });

  it('needs no key where none is set: its path has a secret as well', () => {
    expect(read({ key: undefined }, { callbackKey: undefined }).kind).toBe('reports');
    expect(read({ key: 'anything' }, { callbackKey: undefined }).kind).toBe('reports');
  });

  it('may carry fields that the document does not know', () => {
    expect(read({ event: 'sms.delivery.updated', brandID: '7' })).toEqual(read());
    expect(read({ event: 'delivery' })).toEqual(read());
  });

  it('about something else than a message is no news', () => {
    const other = { event: 'brand.approved', smsID: undefined, number: undefined, statusID: undefined };
    expect(read(other)).toEqual({ kind: 'reports', reports: [] });
    expect(read({ ...other, event: 'sms.delivery.updated' })).toEqual({ kind: 'unreadable' });
  });

  it.each([
    ['no smsID', { smsID: undefined }],
    ['an empty smsID', { smsID: '' }],
    ['an endless smsID', { smsID: '1'.repeat(101) }],
    ['no number', { number: undefined }],
    ['a number that is none', { number: 'abc' }],
    ['a number that is too long', { number: '9955111942429955' }],
    ['no statusID', { statusID: undefined }],
    ['an empty statusID', { statusID: '' }],
    ['a statusID in words', { statusID: 'delivered' }],
    ['a negative statusID', { statusID: '-1' }],
  ])('is unreadable with %s', (_name, fields) => {
    expect(read(fields)).toEqual({ kind: 'unreadable' });
  });

  it('is a GET about a status, and nothing else', () => {
    expect(read({}, { method: 'POST' })).toEqual({ kind: 'unreadable' });
    expect(read({}, { topic: 'incoming' })).toEqual({ kind: 'unreadable' });
  });
});
