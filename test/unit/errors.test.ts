import { describe, expect, it } from 'vitest';
import { AppError, type ErrorData, toErrorData, valueOf } from '../../src/shared/errors.ts';

describe('valueOf', () => {
  it('is the value of a good answer, whatever it is', () => {
    expect(valueOf({ ok: true, value: null })).toBeNull();
    expect(valueOf({ ok: true, value: { id: 7 } })).toEqual({ id: 7 });
  });

  it('throws the error that came back, as it was', () => {
    const error: ErrorData = { code: 'conflict', message: 'Close it first.', details: { reason: 'open' } };
    const read = () => valueOf({ ok: false, error });
    expect(read).toThrow(AppError);
    expect(read).toThrow(expect.objectContaining(error));
  });
});

describe('toErrorData', () => {
  it('hands on what a person can mend, and calls everything else a bug', () => {
    const known = new AppError('not-found', 'There is no list 7.', { reason: 'no-list' });
    expect(toErrorData(known)).toEqual(known.toData());
    for (const thrown of [new TypeError('x is not a function'), 'x is not a function']) {
      expect(toErrorData(thrown)).toEqual({
        code: 'internal',
        message: 'Something went wrong in Kaptar: x is not a function',
        details: { reason: 'internal' },
      });
    }
  });
});
