// The face of database access: readable SQL with named bindings, transactions with savepoints, bounded retries.
export { createDatabase } from './database.js';
export type { Bindings, Database, Row, Sql, Transaction } from './database.js';
export {
  isConnectionLoss,
  isConstraintViolation,
  isInstallationFault,
  isLockTimeout,
  isPostgresClass,
  isTransient,
} from './errors.js';
