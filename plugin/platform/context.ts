// What belongs to one request or job and must be found in what it causes: the correlation id, the user, who works at a shared login.
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

interface WorkContext {
  readonly correlationId: string;
  /** The PMS user on whose behalf the work is done; undefined for the plugin's own jobs. */
  readonly userId: number | undefined;
  /** By `performance.now()`. */
  readonly startedAt: number;
  /** 担当者, where the login is shared: a staff name, for the audit log alone. */
  readonly clerk: string | undefined;
}

const storage = new AsyncLocalStorage<WorkContext>();
const acceptable = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Runs `work` so that everything it awaits knows its correlation id. An id offered from outside (a header, a job's data) is kept
 * where it has an acceptable form (letters, digits, `_`, `-`, at most 64), else a new one is made. `startedAt` (performance.now()): where the
 * work had begun before.
 */
export function withCorrelation<T>(
  offered: string | undefined,
  userId: number | undefined,
  work: () => T,
  startedAt = performance.now(),
): T {
  const correlationId = offered !== undefined && acceptable.test(offered) ? offered : randomUUID();
  return storage.run({ correlationId, userId, startedAt, clerk: undefined }, work);
}

/** Runs `work` as a part of the same request, done by that person at a shared login. Outside of any request nothing is known of a person. */
export function withClerk<T>(clerk: string | undefined, work: () => T): T {
  const present = storage.getStore();
  return present ? storage.run({ ...present, clerk }, work) : work();
}

export const correlationId = (): string | undefined => storage.getStore()?.correlationId;
export const currentUserId = (): number | undefined => storage.getStore()?.userId;
/** 担当者 (D18); undefined where nobody is asked. */
export const currentClerk = (): string | undefined => storage.getStore()?.clerk;
/** When this request or job began, by `performance.now()`; undefined outside of any. */
export const startedAt = (): number | undefined => storage.getStore()?.startedAt;
