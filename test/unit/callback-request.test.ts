import { describe, expect, it } from 'vitest';
import { callbackPath } from '../../src/shared/callbacks.ts';
import { parseAddress } from '../../src/main/engine/callbacks/request.ts';
import { isSameSecret } from '../../src/main/engine/lib/same-secret.ts';

describe('the address of a callback', () => {
  const path = callbackPath(7, 'status', 'to_ken-1');

  it('is read back from the path that providers are given', () => {
    const address = parseAddress(`${path}?key=a+b&key=c`);
    expect(address).toMatchObject({ accountId: 7, topic: 'status', token: 'to_ken-1' });
    expect(address?.query.get('key')).toBe('a b');
    expect(parseAddress(callbackPath(7, 'incoming', 'x'))?.topic).toBe('incoming');
  });

  it('may have a prefix that a proxy left there', () => {
    expect(parseAddress(`/kaptar/sms${path}`)).toMatchObject({ accountId: 7, token: 'to_ken-1' });
  });

  it.each([
    '/',
    '',
    '*',
    'http://[',
    '//',
    '/callbacks',
    '/callbacks/7/status',
    '/callbacks/7/status/',
    '/callbacks/7/other/x',
    '/callbacks/-7/status/x',
    '/callbacks/7e3/status/x',
    `/callbacks/${'7'.repeat(30)}/status/x`,
    `/callbacks/7/status/${'x'.repeat(101)}`,
    '/callbacks/7/status/x/y',
    '/callbacks/7/status/%00',
    '/callbacks/7/status/../../x',
  ])('is not %j', (target) => {
    expect(parseAddress(target)).toBeUndefined();
  });
});

describe('secrets', () => {
  it('are the same only as a whole', () => {
    expect(isSameSecret('secret', 'secret')).toBe(true);
    for (const other of ['', 'secre', 'secret ', 'Secret', 'sécret']) {
      expect(isSameSecret(other, 'secret')).toBe(false);
    }
  });
});
