// What a PostgreSQL error means for us. Codes: PostgreSQL documentation, appendix A.
import { isStalePlan } from '../prepared-statements.js';

interface PostgresError extends Error {
  readonly code: string;
  readonly constraint?: string;
}

const hasCode = (error: unknown): error is PostgresError =>
  error instanceof Error && typeof (error as Partial<PostgresError>).code === 'string';

const connectionLost = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '25P03',
  '25P04',
]);
const conflict = new Set(['40001', '40P01']);

/** What a click asked of the database took longer than anyone should look at a screen; nothing of it was written. */
export class TooLate extends Error {
  constructor() {
    super('the database did not get to it in time');
    this.name = 'TooLate';
  }
}

/** The connection is gone, or never came: nothing more can be said on it. */
export function isConnectionLoss(error: unknown): boolean {
  if (hasCode(error)) return connectionLost.has(error.code) || error.code.startsWith('08');
  return (
    error instanceof Error &&
    /Connection terminated|Client has encountered a connection error|Client was closed/.test(error.message)
  );
}

/** Nothing more should be said on the connection: it is gone, or what was said last has had no answer. */
export const isBroken = (error: unknown): boolean =>
  isConnectionLoss(error) || (error instanceof Error && error.message === 'Query read timeout');

/** Lock not available, statement cancelled by its time-out, serialization failure, deadlock. */
const busy = new Set(['55P03', '57014', ...conflict]);

/** Somebody else is at it, or the database is too slow at the moment: nothing is wrong with what was asked, and later it will do. */
export const isBusy = (error: unknown): boolean =>
  error instanceof TooLate ||
  (hasCode(error) && busy.has(error.code)) ||
  (error instanceof Error &&
    /^(timeout exceeded when trying to connect|Query read timeout)$/.test(error.message));

/** Serialization failure, deadlock, a lost connection or an altered table: the same transaction may well succeed when tried again (P11). */
export function isTransient(error: unknown): boolean {
  return isConnectionLoss(error) || isStalePlan(error) || (hasCode(error) && conflict.has(error.code));
}

/** Whether `error` is a breach of a unique, check, foreign key or exclusion constraint, of that name where one is given. */
export function isConstraintViolation(error: unknown, constraint?: string): boolean {
  return (
    hasCode(error) &&
    error.code.startsWith('23') &&
    (constraint === undefined || error.constraint === constraint)
  );
}

/** Whether `error` is PostgreSQL's, of that class: the first two characters of its code. */
export const isPostgresClass = (error: unknown, errorClass: string): boolean =>
  hasCode(error) && error.code.length === 5 && error.code.startsWith(errorClass);

/** Classes of PostgreSQL errors that lie in the installation: schema and rights, resources, locks, an operator, the system, a bug. */
const installationClasses = new Set(['08', '25', '42', '53', '54', '55', '57', '58', 'F0', 'XX']);

/** Whether PostgreSQL failed for a reason that no input caused: the same statement will fail for every other input too. */
export const isInstallationFault = (error: unknown): boolean =>
  hasCode(error) && error.code.length === 5 && installationClasses.has(error.code.slice(0, 2));

/** Whether a lock was not to be had within `lock_timeout`. */
export const isLockTimeout = (error: unknown): boolean => hasCode(error) && error.code === '55P03';
