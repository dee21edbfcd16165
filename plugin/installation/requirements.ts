// What must hold before anything is started: the start refuses by these findings, `npx heyawari check` shows them.
import type { HostPort } from '../host/port.js';
import type { OwnDatabase, PoolerFault } from '../platform/database/index.js';
import { type Finding, orOk } from '../platform/finding.js';
import { nodeFindings } from '../platform/node-version.js';
import { type Health, SchemaValidator } from '../platform/schema/index.js';

const settingsLost =
  'does not hand on lock_timeout, statement_timeout, idle_in_transaction_session_timeout and options';
const poolers: Readonly<Record<PoolerFault, string>> = {
  lends: 'a transaction pooler',
  forgets: `a pooler that ${settingsLost}`,
  refuses: `a pooler that ${settingsLost}`,
};

async function poolerFindings(database: OwnDatabase): Promise<readonly Finding[]> {
  const fault = await database.poolerFault();
  const about = 'way to PostgreSQL';
  if (!fault) return [{ about, state: 'ok', says: 'No pooler stands between that lends connections.' }];
  const says = `The pool given as "database" leads to ${poolers[fault]}: give one that connects to PostgreSQL itself.`;
  return [{ about, state: 'fails', says }];
}

async function hostFindings(database: OwnDatabase, host: Pick<HostPort, 'problems'>) {
  const problems = await host.problems(database);
  return orOk(
    'PMS',
    problems.map((says) => ({ about: 'PMS', state: 'fails', says })),
    'The tables and columns of the PMS are there, and the role may do with them what the plugin does.',
  );
}

/** `database` is only read; what `health` tries is taken back. Rejects where the database cannot be asked. */
export async function requirementFindings(
  database: OwnDatabase,
  host: Pick<HostPort, 'problems'>,
  health: Health,
): Promise<readonly Finding[]> {
  const pooler = await poolerFindings(database);
  // Behind one nothing else that is asked would be sure of its answer.
  if (pooler.some(({ state }) => state === 'fails')) return pooler;
  const validator = new SchemaValidator(database);
  return [
    ...nodeFindings(process.versions.node),
    ...pooler,
    ...(await validator.validateRequiredTables()),
    ...(await validator.validateTableStructure()),
    ...(await validator.checkDatabaseHealth(health)),
    ...(await hostFindings(database, host)),
  ];
}
