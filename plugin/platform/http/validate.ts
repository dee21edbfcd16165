// Parsing a request at the rim: what a route's schemas accept goes in, anything else is refused field by field.
import { z } from 'zod';
import { InvalidRequest, type FieldError, type Language } from './problem.js';

/** What zod words for programmers: how it is to be written instead, with an example. */
const formats: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  ja: {
    time: '時刻は 00:00〜23:59 の形で入力してください（例: 07:00）。',
    date: '暦にある日付を YYYY-MM-DD の形で入力してください（例: 2027-02-01）。',
  },
  en: {
    time: 'Give a time of the day from 00:00 to 23:59, such as 07:00.',
    date: 'Give a date of the calendar as YYYY-MM-DD, such as 2027-02-01.',
  },
};
const wordings = { ja: z.locales.ja().localeError, en: z.locales.en().localeError };

const wordingIn =
  (language: Language): z.core.$ZodErrorMap =>
  (issue) =>
    (issue.code === 'invalid_format' ? formats[language][issue.format] : undefined) ??
    wordings[language](issue);

/** Throws InvalidRequest, worded in `language`, where `schema` refuses `input`; `part` begins the paths. */
export function parsePart<Value>(
  part: 'query' | 'body' | 'path',
  schema: z.ZodType<Value>,
  input: unknown,
  language: Language,
): Value {
  const parsed = schema.safeParse(input, { error: wordingIn(language) });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue): FieldError => ({
    path: [part, ...issue.path.map(String)].join('.'),
    code: issue.code,
    message: issue.message,
  }));
  throw new InvalidRequest(errors);
}
