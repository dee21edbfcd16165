// Parsing a request at the rim: what a route's schemas accept goes in, anything else is refused field by field.
import { z } from 'zod';
import { InvalidRequest, type FieldError, type Language } from './problem.js';

const wordings = { ja: z.locales.ja().localeError, en: z.locales.en().localeError };

/** Throws InvalidRequest, worded in `language`, where `schema` refuses `input`; `part` begins the paths. */
export function parsePart<Value>(
  part: 'query' | 'body' | 'path',
  schema: z.ZodType<Value>,
  input: unknown,
  language: Language,
): Value {
  const parsed = schema.safeParse(input, { error: wordings[language] });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue): FieldError => ({
    path: [part, ...issue.path.map(String)].join('.'),
    code: issue.code,
    message: issue.message,
  }));
  throw new InvalidRequest(errors);
}
