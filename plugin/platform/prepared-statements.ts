// Statements that a connection has parsed once, and where PostgreSQL finds that as good also planned once, instead of each time anew.
//
// Understanding the statements is a large part of what an import costs PostgreSQL, those of the PMS's functions included. A plan is as old as
// its connection at most, so `connectionSeconds` bounds how long one is kept that was made when a table was empty.
import pg from 'pg';

/** For a pool's `maxLifetimeSeconds`: as often as autovacuum looks, by default, at what has grown. */
export const connectionSeconds = 60;

/** The plugin has some 200 statements; the PMS may put values into the text of its own, which then never comes again. */
const mostPrepared = 500;

/** What our statements are called on the server, with a number. */
const prefix = 'heyawari_';

/** invalid_sql_statement_name. */
const notPrepared = '26000';

/**
 * A table has been altered since the statement was prepared, or somebody has said DISCARD ALL or DEALLOCATE ALL on the connection. The former by
 * the place in PostgreSQL's source that says so (plancache.c): the code stands for other things too, and the message is in the server's language.
 */
export const isStalePlan = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false;
  const { routine, code, message } = error as Record<'routine' | 'code' | 'message', unknown>;
  return routine === 'RevalidateCachedQuery' || (code === notPrepared && String(message).includes(prefix));
};

type Callback = (error: Error | null | undefined, result: unknown) => void;

/** What the driver makes of a text; its types leave out what it reads. */
const NamedQuery = pg.Query as unknown as new (
  text: string,
  values: unknown[],
) => pg.Query & { name: string | undefined; callback: Callback };

/** A client for one pool, whose connections prepare what they are asked. */
export function preparingClient(): typeof pg.Client {
  /** Told in one connection, true for all: what a statement answers with has changed, so each is to be prepared anew. */
  let generation = 0;

  return class extends pg.Client {
    private readonly names = new Map<string, string>();
    private prepared = 0;
    private generation = generation;

    constructor(config?: string | pg.ClientConfig) {
      super(config);
      this.connection.on('errorMessage', (error: unknown) => {
        if (isStalePlan(error)) generation += 1;
      });
      const plain = this.query.bind(this) as (...asked: unknown[]) => unknown;
      this.query = ((...asked: unknown[]) => {
        const [text, values, callback] = asked;
        // Without values a text may hold several statements. What is asked as an object is left as it is.
        if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) return plain(...asked);
        return this.ask(text, values, callback as Callback | undefined, plain);
      }) as typeof this.query;
    }

    /** The driver's own way with a name is by an object, which it copies property by property: a fortieth of what an import costs this process. */
    private ask(
      text: string,
      values: unknown[],
      callback: Callback | undefined,
      plain: (...asked: unknown[]) => unknown,
    ) {
      const query = new NamedQuery(text, values);
      query.name = this.nameOf(text);
      const answering =
        (told: Callback): Callback =>
        (error, result) => {
          // Prepared anew the next time: its parameters may have other types by now, and where a value cannot be sent the driver has closed it.
          if (error) this.names.delete(text);
          told(error, result);
        };
      if (callback) {
        query.callback = answering(callback);
        return void plain(query);
      }
      const answer = new Promise((resolve, reject) => {
        query.callback = answering((error, result) => (error ? reject(error) : resolve(result)));
        plain(query);
      });
      return answer.catch((error: Error) => {
        // In a transaction nothing can be asked any more: it, or its savepoint, is done again (database/database.ts).
        if (isStalePlan(error) && this.getTransactionStatus() === 'I') return plain(text, values);
        // As the driver does it: a stack that leads to whoever asked, not to the socket.
        Error.captureStackTrace(error);
        throw error;
      });
    }

    private nameOf(text: string): string | undefined {
      if (this.generation !== generation) this.names.clear();
      this.generation = generation;
      const known = this.names.get(text);
      if (known !== undefined || this.prepared === mostPrepared) return known;
      const name = `${prefix}${(this.prepared += 1)}`;
      this.names.set(text, name);
      return name;
    }
  };
}
