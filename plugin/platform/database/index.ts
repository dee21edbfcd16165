// The face of database access: readable SQL with named bindings, transactions with savepoints, bounded waits and retries.
export { createDatabase, openDatabase } from './database.js';
export type { Bindings } from './compile.js';
export type { Database, OnWaiting, OwnDatabase, Row, Sql, Transaction } from './database.js';
export { hotelTransaction, type HotelSql, type HotelTx, inHotel } from './hotel.js';
export { type ReadAhead, readAhead } from './read-ahead.js';
export { type Blocker, blockerOf, stillBlocks } from './blockers.js';
export { bounded } from './bounded.js';
export { bounds } from './bounds.js';
export {
  grantsFor,
  missingRights,
  type MissingRights,
  type NeededRights,
  type TableRight,
} from './rights.js';
export type { PoolerFault } from './pooler.js';
export {
  isBroken,
  isBusy,
  isConnectionLoss,
  isConstraintViolation,
  isInstallationFault,
  isLockTimeout,
  isPostgresClass,
  isTransient,
  TooLate,
} from './errors.js';
export { askTogether, momentIn, type Question } from './together.js';
