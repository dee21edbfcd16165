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
/** How much of a field is too much, or too little. */
const sizes: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  ja: {
    'too_big string': '{bound}文字以内で入力してください。',
    'too_big number': '{bound}以下の数を入力してください。',
    'too_big array': '{bound}件以内にしてください。',
    'too_small string': '{bound}文字以上で入力してください。',
    'too_small number': '{bound}以上の数を入力してください。',
    'too_small array': '{bound}件以上にしてください。',
  },
  en: {
    'too_big string': 'Give at most {bound} characters.',
    'too_big number': 'Give a number of at most {bound}.',
    'too_big array': 'Give at most {bound}.',
    'too_small string': 'Give at least {bound} characters.',
    'too_small number': 'Give a number of at least {bound}.',
    'too_small array': 'Give at least {bound}.',
  },
};
const missing: Readonly<Record<Language, string>> = {
  ja: '入力してください。',
  en: 'Fill this in.',
};

/** Undefined of what is neither too much nor too little. */
function sizeWording(issue: z.core.$ZodRawIssue, language: Language): string | undefined {
  if (issue.code !== 'too_big' && issue.code !== 'too_small') return undefined;
  const bound = issue.code === 'too_big' ? issue.maximum : issue.minimum;
  if (issue.code === 'too_small' && issue.origin === 'string' && Number(bound) === 1)
    return missing[language];
  return sizes[language][`${issue.code} ${issue.origin}`]?.replace('{bound}', String(bound));
}

const wordings = { ja: z.locales.ja().localeError, en: z.locales.en().localeError };

const wordingIn =
  (language: Language): z.core.$ZodErrorMap =>
  (issue) =>
    (issue.code === 'invalid_format' ? formats[language][issue.format] : undefined) ??
    sizeWording(issue, language) ??
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
