import { z } from 'zod';

/** The few codes an error crossing the contract may carry; `details.reason` tells them apart further. */
export const ErrorCode = z.enum(['invalid-input', 'not-found', 'conflict', 'account', 'internal']);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** An error as data, as it crosses every border. */
export const ErrorData = z.object({
  code: ErrorCode,
  /** English, says what to do. The window shows its own words where it knows `details.reason`. */
  message: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});
export type ErrorData = z.infer<typeof ErrorData>;

/** What the engine throws when a person can do something about it; anything else is a bug and becomes `internal`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, message: string, details?: Record<string, unknown>) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }

  toData(): ErrorData {
    const data: ErrorData = { code: this.code, message: this.message };
    if (this.details) data.details = this.details;
    return data;
  }
}

/** What was thrown, as data; whatever is no `AppError` is a bug, and told apart by its reason. */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof AppError) return error.toData();
  const words = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message: `Something went wrong in Kaptar: ${words}`,
    details: { reason: 'internal' },
  };
}

/** What tells errors of one code apart: `details.reason` of an `AppError`; null for any other error. */
export function errorReason(error: unknown): string | null {
  const reason = error instanceof AppError ? error.details?.['reason'] : null;
  return typeof reason === 'string' ? reason : null;
}

/** The value of an answer that crossed a border (`Reply` of the contract); an error that came back is thrown. */
export function valueOf<T>(
  reply: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorData },
): T {
  if (reply.ok) return reply.value;
  const { code, message, details } = reply.error;
  throw new AppError(code, message, details);
}

/** What zod found wrong with an input, as an error that names each field. `intro` is the first sentence. */
export function invalidInput(error: z.ZodError, reason: string, intro = ''): AppError {
  const issues = error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  const words = issues.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`));
  return new AppError('invalid-input', [intro, ...words].join(' ').trim(), { reason, issues });
}
