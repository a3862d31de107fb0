import { describe, expect, it } from 'vitest';
import { AppError, type ErrorData, valueOf } from '../../src/shared/errors.ts';

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
