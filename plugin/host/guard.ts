// One call into the PMS: what it may wait for is bounded, and its failure is judged by what PostgreSQL said first.
import type pg from 'pg';
import { currentUserId } from '../platform/context.js';
import {
  bounds,
  isBusy,
  isConnectionLoss,
  isInstallationFault,
  type OnWaiting,
  type Transaction,
} from '../platform/database/index.js';
import { isStalePlan } from '../platform/prepared-statements.js';
import { HostLocked, HostRefusal, HostSilent } from './port.js';
import { type Query, queryOf, withQuery } from './with-query.js';

/**
 * The client, with a note of the first error that PostgreSQL answered on it. The PMS's functions turn errors into text or pass over them,
 * and then only the next statement fails, with nothing but "current transaction is aborted".
 */
function remembering(client: pg.PoolClient): { client: pg.PoolClient; first: () => unknown } {
  let first: unknown;
  const note = (error: unknown) => (first ??= error);
  const ask = queryOf(client);
  const query: Query = (...args) => {
    const callback = args.at(-1);
    if (typeof callback === 'function')
      args[args.length - 1] = (error: unknown, ...rest: unknown[]) => {
        if (error) note(error);
        return (callback as Query)(error, ...rest);
      };
    const answer = ask(...args);
    if (answer instanceof Promise) answer.catch(note);
    return answer;
  };
  return { client: withQuery(client, query), first: () => first };
}

/**
 * `first`: what PostgreSQL answered first, `thrown`: what became of it. Locks, and faults that no input caused, are told by PostgreSQL alone;
 * what it refused of the input is the PMS's refusal where the PMS has made it one. A table that was altered meanwhile is nobody's fault.
 */
function judged(first: unknown, thrown: unknown): unknown {
  if (isBusy(first)) return new HostLocked({ cause: first });
  if (isStalePlan(first)) return first;
  if (thrown instanceof HostRefusal && !isInstallationFault(first) && !isConnectionLoss(first)) return thrown;
  return first;
}

export async function guarded<T>(
  tx: Transaction,
  onWaiting: OnWaiting,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const person = currentUserId() !== undefined;
  const { client, first } = remembering(tx.client);
  const backend = (tx.client as { processID?: number }).processID;
  const waiting = setTimeout(
    () => void (backend !== undefined && onWaiting(backend)),
    person ? bounds.asking.click : bounds.asking.job,
  );
  let deadline: NodeJS.Timeout | undefined;
  const silent = new Promise<never>((_resolve, reject) => {
    deadline = setTimeout(
      () => {
        const reason = new HostSilent({ cause: first() });
        tx.abandon(reason);
        reject(reason);
      },
      person ? bounds.hostCall.click : bounds.hostCall.job,
    );
  });
  try {
    const value = await Promise.race([work(client), silent]);
    // An error that was passed over: has the transaction survived it?
    if (first() !== undefined) await tx.client.query('SELECT 1');
    return value;
  } catch (error) {
    throw error instanceof HostSilent ? error : judged(first() ?? error, error);
  } finally {
    clearTimeout(waiting);
    clearTimeout(deadline);
  }
}
