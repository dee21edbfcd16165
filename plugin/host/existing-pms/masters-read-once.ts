// The PMS's functions ask for the same masters for every booking and every night of it: in one transaction each is read once.
import type pg from 'pg';
import type { HostTransaction } from '../port.js';
import { type Query, queryOf, withQuery } from '../with-query.js';
import { aboutMasters } from './master-statements.js';
import { judgedOnce, textOf } from './statement-text.js';

type Answer = pg.QueryResult<Record<string, unknown>>;

/** In a transaction; a hotel's plans and their add-ons are far fewer. */
const mostAnswers = 300;

const judged = judgedOnce(aboutMasters);

/** What a transaction has been answered, by question; undefined once it has changed a master itself, for good: a savepoint may undo the change. */
type Known = { answers: Map<string, Promise<Answer>> | undefined };
const knownOf = new WeakMap<HostTransaction, Known>();

function knownIn(tx: HostTransaction): Known {
  const known = knownOf.get(tx) ?? { answers: new Map<string, Promise<Answer>>() };
  knownOf.set(tx, known);
  return known;
}

/** A master is about to be changed in this transaction: whoever asks for one is answered by PostgreSQL from now on. */
export const readMastersAnew = (tx: HostTransaction): void => {
  knownIn(tx).answers = undefined;
};

const isPlain = (value: unknown) => typeof value !== 'object' || value === null || value instanceof Date;

/** Whether copies of the rows share nothing that the asker could change. */
const canBeCopied = ({ rows }: Answer) => rows.every((row) => Object.values(row).every(isPlain));

const copyOf = (answer: Answer): Answer =>
  Object.assign(Object.create(Object.getPrototypeOf(answer) as object) as Answer, answer, {
    rows: answer.rows.map((row) => ({ ...row })),
  });

/**
 * `client` as one of the PMS's functions is to have it in `tx`. What it asks of masters alone is answered as it was the first time in this
 * transaction, as in a snapshot: a master that is saved meanwhile counts from the next transaction on.
 */
export function readingMastersOnce(tx: HostTransaction, client: pg.PoolClient): pg.PoolClient {
  const known = knownIn(tx);
  const ask = queryOf(client);

  async function once(answers: Map<string, Promise<Answer>>, text: string, values: readonly unknown[]) {
    const question = `${text}\n${JSON.stringify(values)}`;
    const before = await answers.get(question);
    if (before && canBeCopied(before)) return copyOf(before);
    const asking = client.query<Record<string, unknown>>(text, [...values]);
    if (answers.size < mostAnswers) answers.set(question, asking);
    try {
      const answer = await asking;
      if (!canBeCopied(answer)) answers.delete(question);
      return copyOf(answer);
    } catch (error) {
      answers.delete(question);
      throw error;
    }
  }

  const query: Query = (...args) => {
    const [asked, values] = args;
    const text = textOf(asked);
    const about = text === undefined ? 'other' : judged(text);
    if (about === 'writes') readMastersAnew(tx);
    const isQuestion =
      about === 'asks' && typeof asked === 'string' && args.length === 2 && Array.isArray(values);
    if (isQuestion && known.answers) return once(known.answers, asked, values);
    return ask(...args);
  };
  return withQuery(client, query);
}
