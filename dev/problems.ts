// What a person can mend is told in a sentence that says what is wrong and what to do; only a fault of ours shows its stack.
import { parseArgs, type ParseArgsConfig } from 'node:util';
import pg from 'pg';

/** The message is all that a person is shown. */
export class PersonsProblem extends Error {
  override readonly name: string = 'PersonsProblem';
}

/** The command line, or the environment it goes by, makes no sense: nothing was tried. */
export class UsageError extends PersonsProblem {
  override readonly name = 'UsageError';
}

/** What every command ends with. `failed`: it was tried, and did not go. `usage`: nothing was tried. */
export const exitCodes = { done: 0, failed: 1, usage: 2 } as const;

const answerWithinMilliseconds = 10_000;

interface SystemError extends Error {
  readonly code: string;
  readonly path?: string;
}

const hasCode = (error: unknown): error is SystemError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';

/** The first of the addresses that were tried says enough. */
const cause = (error: unknown): unknown =>
  error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error;

/** knex wraps what a seed throws. */
const innermost = (error: unknown): unknown =>
  cause(error instanceof Error && 'original' in error ? error.original : error);

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'whoever listens there is no PostgreSQL server',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no way to that host',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'the name of that host cannot be looked up now',
  ETIMEDOUT: 'nobody answers there',
  '28000': 'the user is not let in from here',
  '28P01': 'the user or the password is wrong',
  '3D000': 'there is no such database',
  '42501': 'the user may not use that database',
  '53300': 'all its connections are taken, or all that the role may have',
  '57P03': 'it is starting up or shutting down',
};

const whenItAnswers = 'Run this again when it answers.';
const advices: Readonly<Record<string, string>> = {
  '42501': '`npx heyawari rights` prints what each role needs.',
  '53300':
    'pg_stat_activity shows who holds them; max_connections and the CONNECTION LIMIT of role and database say how many there are.',
  '57P01': whenItAnswers,
  '57P02': whenItAnswers,
  '57P03': whenItAnswers,
};

/** With a space before it; nothing where there is none. */
const adviceOn = (error: unknown): string => {
  const advice = hasCode(error) ? advices[error.code] : undefined;
  return advice === undefined ? '' : ` ${advice}`;
};

/** How pg says that a server hung up, or was given up, without a code. */
const brokenOff = /^(?:Connection terminated|timeout exceeded when trying to connect$|Query read timeout$)/;

/** What the role, the server or its disk refuses after it has let one in: PostgreSQL's own words say which. */
const refusals = /^(?:42501|25006|53...|57P0.|28...|3D000)$/;

function reasonOf(error: unknown): string {
  const first = cause(error);
  if (hasCode(first) && reasons[first.code]) return reasons[first.code]!;
  const message = first instanceof Error ? first.message : String(first);
  if (message.startsWith('SASL')) return 'it asks for a password, and none is given';
  if (/timeout|terminated/i.test(message)) return 'no PostgreSQL server answers there';
  return message;
}

/** Host, port and database, never the password. */
function placeIn(url: string): string {
  const { hostname, port, pathname, username, protocol } = new URL(url);
  if (!/^postgres(ql)?:$/.test(protocol)) throw new TypeError('another protocol');
  const user = username === '' ? '' : ` as ${decodeURIComponent(username)}`;
  return `${hostname || 'localhost'}:${port || 5432}${pathname}${user}`;
}

/**
 * Asks the server once. Throws PersonsProblem where there is none, it lets nobody in, or it does not answer; `name` is where the person
 * has the connection string from: `DATABASE_URL`.
 */
export async function checkDatabase(name: string, url: string): Promise<void> {
  let place: string;
  let client: pg.Client;
  try {
    place = placeIn(url);
    client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: answerWithinMilliseconds,
      query_timeout: answerWithinMilliseconds,
    });
  } catch {
    throw new UsageError(
      `${name} is not the address of a database: it looks like postgres://user:password@host:5432/database.`,
    );
  }
  client.on('error', () => undefined); // told by the question that waits
  try {
    await client.connect();
    await client.query('SELECT 1');
  } catch (error) {
    throw new PersonsProblem(
      `PostgreSQL at ${place} (${name}) cannot be used: ${reasonOf(error)}.${adviceOn(cause(error))}`,
      { cause: error },
    );
  } finally {
    await client.end().catch(() => undefined); // there may be no connection to end
  }
}

const fileReasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of that path is a file, not a folder',
  EEXIST: 'there is a file, not a folder',
  EISDIR: 'that is a folder, not a file',
  EACCES: 'this user may not use it',
  EPERM: 'this user may not use it',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
};

function databaseSentenceOf(error: SystemError): string | undefined {
  if (error instanceof pg.DatabaseError && refusals.test(error.code))
    // knex puts the statement before the words.
    return `PostgreSQL refuses: ${error.message.replace(/^[^]* - /, '')} (${error.code}).${adviceOn(error)}`;
  const reason = reasons[error.code];
  return 'syscall' in error && reason ? `${error.message}: ${reason}.` : undefined;
}

/** What to show of an error that a person can mend; undefined where it is a fault of ours, to be shown whole. */
export function sentenceOf(thrown: unknown): string | undefined {
  const error = innermost(thrown);
  if (error instanceof PersonsProblem) return error.message;
  if (error instanceof Error && brokenOff.test(error.message))
    return `PostgreSQL hung up, or stopped answering, before all was done (${error.message}). ${whenItAnswers}`;
  if (!hasCode(error)) return undefined;
  if (error.code.startsWith('ERR_PARSE_ARGS')) return error.message;
  if (error.code === 'EADDRINUSE') return `${error.message}: choose another port.`;
  const reason = fileReasons[error.code];
  if (reason === undefined) return databaseSentenceOf(error);
  return error.path === undefined ? `${reason}.` : `${error.path}: ${reason}.`;
}

/** A file that is missing or wrong is the person's to put right: what `work` throws about it becomes a PersonsProblem that names it. */
export async function usable<Value>(file: string, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    const reason = sentenceOf(error) ?? (error instanceof Error ? error.message : String(error));
    throw new PersonsProblem(reason.includes(file) ? reason : `${file}: ${reason}`, { cause: error });
  }
}

export const isUsage = (error: unknown): boolean =>
  error instanceof UsageError || (hasCode(error) && error.code.startsWith('ERR_PARSE_ARGS'));

/** Says what is wrong, and answers with the exit code. */
export function complain(error: unknown): number {
  console.error(sentenceOf(error) ?? error);
  return isUsage(error) ? exitCodes.usage : exitCodes.failed;
}

/** As parseArgs; where the command line makes no sense, says so and ends with exit code 2. */
export function optionsOf<Config extends ParseArgsConfig>(config: Config) {
  try {
    return parseArgs(config);
  } catch (error) {
    console.error(sentenceOf(error) ?? error);
    process.exit(exitCodes.usage);
  }
}
