// A connection as the PMS's functions get it: theirs to ask, with something of ours around each question.
import type pg from 'pg';

export type Query = (...args: unknown[]) => unknown;

/** `client`, which is asked by `query`; all else of it is as it was. */
export const withQuery = (client: pg.PoolClient, query: Query): pg.PoolClient =>
  new Proxy(client, {
    get: (target, name) => {
      if (name === 'query') return query;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value as Query).bind(target) : value;
    },
  });

/** `client`'s own `query`, with whatever arguments it knows. */
export const queryOf =
  (client: pg.PoolClient): Query =>
  (...args) =>
    (client.query as Query).apply(client, args);
