// A connection of ours under its bounds: what the server keeps to by itself, and what is given up here where the server is silent.
import type pg from 'pg';
import { optionsOf, withoutParameters } from '../connection.js';
import type { Bounds } from './bounds.js';

/**
 * `connection` with the name and the bounds of `limits`. The server is told at connecting, so that no statement is needed for it: a statement
 * that we have given up would else wait there on, for as long as a lock is held, each time one connection more.
 */
export function bounded(connection: pg.ClientConfig, limits: Omit<Bounds, 'connections'>): pg.ClientConfig {
  const ours = {
    options: optionsOf(connection),
    application_name: limits.applicationName,
    lock_timeout: limits.lock,
    statement_timeout: limits.statement,
    idle_in_transaction_session_timeout: limits.idleInTransaction,
    query_timeout: limits.silence,
  };
  const { connectionString } = connection;
  return {
    ...connection,
    ...ours,
    ...(connectionString !== undefined && {
      connectionString: withoutParameters(connectionString, Object.keys(ours)),
    }),
    keepAlive: true,
    connectionTimeoutMillis: limits.connect,
  };
}
