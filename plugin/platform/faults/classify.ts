// Which errors are faults of the installation: PostgreSQL's by their code (its documentation, appendix A), and those that say so themselves.
import { InstallationFault, type InstallationFaultCode } from '../../domain/installation-fault.js';
import { isInstallationFault } from '../database/index.js';

const byCode = new Map<string, InstallationFaultCode>([
  ['42501', 'rights_missing'],
  ['25006', 'read_only'],
  ['53100', 'disk_full'],
]);
const byClass = new Map<string, InstallationFaultCode>([
  ['42', 'schema_mismatch'],
  ['53', 'resources_exhausted'],
  ['54', 'resources_exhausted'],
  ['58', 'database_broken'],
  ['F0', 'database_broken'],
  ['XX', 'database_broken'],
]);

const sentences: Readonly<Record<InstallationFaultCode, string>> = {
  key_missing: 'rows are sealed with a key that this process does not have',
  key_mismatch: 'rows do not open with the key of their id',
  rights_missing: 'the database role lacks a right',
  schema_mismatch: 'a table, column or function is not as this build expects it',
  read_only: 'the database takes no writes',
  disk_full: 'the disk of the database is full',
  resources_exhausted: 'the database is at a limit of memory, connections or size',
  database_broken: 'the database reports a fault of its own',
  output_too_large: 'an output of the site controller is larger than may be taken',
};

/**
 * The fault of the installation that `error` is or was caused by; undefined where it is something else. A locked row, a statement that took
 * too long and a transaction that another error has ended are not: they are over with the work that met them.
 */
export function installationFaultOf(error: unknown): InstallationFault | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof InstallationFault) return cause;
    const fault = cause instanceof AggregateError ? faultOfAll(cause.errors) : faultOfPostgres(cause);
    if (fault) return fault;
  }
  return undefined;
}

/** Of several errors only where each of them is one: another kind of error must not be lost behind it. */
function faultOfAll(errors: readonly unknown[]): InstallationFault | undefined {
  const faults = errors.map(installationFaultOf);
  return faults.every((fault) => fault !== undefined) ? faults[0] : undefined;
}

function faultOfPostgres(error: Error): InstallationFault | undefined {
  if (!isInstallationFault(error)) return undefined;
  const { code } = error as Error & { code: string };
  const fault = byCode.get(code) ?? byClass.get(code.slice(0, 2));
  return fault && new InstallationFault(fault, sentences[fault], { code }, error);
}
