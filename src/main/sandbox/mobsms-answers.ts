import { z } from 'zod';
import { readFields, type Answer, type VendorRequest } from './vendor-api.ts';

/** How MobSMS words its answers: its own rule (Introduction), and Laravel's where the document shows those. */

/** `{success, data, message}`; several lists lack `message`. */
export function succeed(data: unknown, message?: string, status = 200): Answer {
  return { status, body: message === undefined ? { success: true, data } : { success: true, data, message } };
}

/** A success that has words and no data. */
export function done(message: string): Answer {
  return { status: 200, body: { success: true, message } };
}

/** A refusal in words only. */
export function refuse(status: number, message: string): Answer {
  return { status, body: { success: false, message } };
}

/** Laravel's 404 of something with an id: `message` and nothing else. */
export function unknownModel(model: string): Answer {
  return { status: 404, body: { message: `No query results for model [${model}].` } };
}

/** *Introduction*: what only Premium has. */
export function needsPremium(feature: string): Answer {
  return {
    status: 403,
    body: { success: false, upgrade: true, message: `${feature} is a Premium feature.` },
  };
}

/** Laravel's answer to a bad field: no `success`, a message and the errors by field. */
export function invalid(field: string, message: string): Answer {
  return { status: 422, body: { message, errors: { [field]: [message] } } };
}

/** Does `act` with the fields of a JSON body, or refuses the first thing that is wrong with each of them. */
export function withBody<T>(
  request: VendorRequest,
  schema: z.ZodType<T>,
  act: (fields: T) => Answer,
): Answer {
  return withParsed(readFields(request) ?? {}, schema, act);
}

/** The same for what stands in the address. */
export function withQuery<T>(
  request: VendorRequest,
  schema: z.ZodType<T>,
  act: (fields: T) => Answer,
): Answer {
  return withParsed(Object.fromEntries(request.query), schema, act);
}

/** A text of so many characters at most, counted as Laravel does, by code points. */
export function text(longest: number) {
  return z
    .string()
    .refine(
      (value) => Array.from(value).length <= longest,
      `must not be greater than ${longest} characters.`,
    );
}

/** A text that must be there. */
export function requiredText(longest: number) {
  return text(longest).min(1);
}

/** As the documents' examples of addresses. */
export const Url = z.string().refine((value) => URL.canParse(value), 'must be a valid URL.');

/** E.164 with its plus sign. */
export function isNumber(value: unknown): value is string {
  return typeof value === 'string' && /^\+[1-9]\d{6,14}$/.test(value);
}

function withParsed<T>(fields: unknown, schema: z.ZodType<T>, act: (fields: T) => Answer): Answer {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return act(parsed.data);
  const errors: Record<string, string[]> = {};
  for (const issue of parsed.error.issues) {
    const names = issue.code === 'unrecognized_keys' ? issue.keys : [];
    for (const key of names.length > 0 ? names : [null]) {
      const path = [...issue.path, ...(key === null ? [] : [key])];
      (errors[path.join('.')] ??= []).push(wordsOf(issue, path, valueAt(fields, path)));
    }
  }
  const [first = '', ...others] = Object.values(errors).flat();
  const more = others.length === 0 ? '' : ` (and ${others.length} more error${others.length > 1 ? 's' : ''})`;
  return { status: 422, body: { message: first + more, errors } };
}

function wordsOf(issue: z.core.$ZodIssue, path: readonly PropertyKey[], value: unknown): string {
  const name = path.join('.').replaceAll('_', ' ');
  if (issue.code === 'unrecognized_keys') return `The ${name} field is unknown.`;
  if (value === undefined || value === null || value === '') return `The ${name} field is required.`;
  if (issue.code === 'custom') {
    return issue.message.startsWith('The ') ? issue.message : `The ${name} field ${issue.message}`;
  }
  if (issue.code === 'invalid_value') return `The selected ${name} is invalid.`;
  if (issue.code === 'too_small') return `The ${name} field must be at least ${issue.minimum}.`;
  return `The ${name} field is invalid.`;
}

function valueAt(fields: unknown, path: readonly PropertyKey[]): unknown {
  let value = fields;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
