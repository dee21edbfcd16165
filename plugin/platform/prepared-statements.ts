// Statements that a connection has parsed once, and where PostgreSQL finds that as good also planned once, instead of each time anew.
//
// Understanding the statements is a large part of what an import costs PostgreSQL, those of the PMS's functions included. A plan is as old as
// its connection at most, so `connectionSeconds` bounds how long one is kept that was made when a table was empty.
import pg from 'pg';
import { isStalePlan } from './database/errors.js';

/** For a pool's `maxLifetimeSeconds`: as often as autovacuum looks, by default, at what has grown. */
export const connectionSeconds = 60;

/** The plugin has some 200 statements; the PMS may put values into the text of its own, which then never comes again. */
const mostPrepared = 500;

type Asked = readonly [statement: unknown, ...rest: unknown[]];

/**
 * A text with values, whether they are beside it or with it; without values it may hold several statements, which cannot be prepared. What
 * comes with a name, be it undefined, is left as it is.
 */
function textWithValues([statement, values]: Asked): pg.QueryConfig | undefined {
  const config = typeof statement === 'string' ? { text: statement, values } : statement;
  if (typeof config !== 'object' || config === null || 'submit' in config || 'name' in config)
    return undefined;
  const { text, values: given } = config as { text?: unknown; values?: unknown };
  return typeof text === 'string' && Array.isArray(given) && given.length > 0
    ? (config as pg.QueryConfig)
    : undefined;
}

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
      const query = this.query.bind(this) as (...asked: unknown[]) => unknown;
      this.query = ((...asked: Asked) => {
        const statement = textWithValues(asked);
        const name = statement && this.nameOf(statement.text);
        if (!name) return query(...asked);
        const [, ...rest] = asked;
        return query({ ...statement, name }, ...(typeof asked[0] === 'string' ? rest.slice(1) : rest));
      }) as typeof this.query;
    }

    private nameOf(text: string): string | undefined {
      if (this.generation !== generation) this.names.clear();
      this.generation = generation;
      const known = this.names.get(text);
      if (known !== undefined || this.prepared === mostPrepared) return known;
      const name = `heyawari_${(this.prepared += 1)}`;
      this.names.set(text, name);
      return name;
    }
  };
}
