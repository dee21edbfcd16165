// Several questions as one statement: all answers are of one moment, and the database is asked once.
import type { HotelSql } from './hotel.js';

/** A SELECT about the hotel `:hotel`, and what becomes of its rows. They come as JSON has them: a moment is text, a number a number. */
export interface Question<Answer> {
  readonly select: string;
  readonly bindings: Readonly<Record<string, unknown>>;
  readonly read: (rows: never[]) => Answer;
}

type Answers<Questions> = {
  readonly [Name in keyof Questions]: Questions[Name] extends Question<infer Answer> ? Answer : never;
};

/** Where two questions bind one name, they mean the same by it. */
export async function askTogether<Questions extends Record<string, Question<unknown>>>(
  sql: HotelSql,
  questions: Questions,
): Promise<Answers<Questions>> {
  const asked = Object.entries(questions);
  const columns = asked.map(
    ([name, { select }]) => `(SELECT COALESCE(json_agg(q), '[]') FROM (${select}) AS q) AS "${name}"`,
  );
  const bindings = Object.assign({}, ...asked.map(([, question]) => question.bindings)) as object;
  const row = await sql.row<Record<string, never[]>>(`SELECT ${columns.join(',\n')}`, {
    ...bindings,
    hotel: sql.hotel,
  });
  if (!row) throw new Error('PostgreSQL did not answer a question');
  const answers = asked.map(([name, { read }]) => [name, read(row[name]!)]);
  return Object.fromEntries(answers) as Answers<Questions>;
}

/** Of a column that holds a moment. */
export const momentIn = (text: string): Date => new Date(text);
