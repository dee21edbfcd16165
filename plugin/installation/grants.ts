// The rights that each role needs, as statements for an operator: from the same lists by which the start looks for them.
import { grantsFor, type MissingRights, type NeededRights } from '../platform/database/index.js';

export interface GrantsOf {
  /** Names, as SQL wants them. */
  readonly database: string;
  /** Runs the migrations and owns what they make. */
  readonly migration: string;
  /** The plugin's processes connect as this one. */
  readonly runtime: string;
  /** What the plugin and the PMS's functions do with the PMS's tables. */
  readonly pms: NeededRights;
}

const schemas = ['heyawari', 'heyawari_jobs'];
const readAndWrite = 'SELECT, INSERT, UPDATE, DELETE';

/** Before the first migration, by whoever owns the database. */
export const migrationGrants = ({ database, migration }: GrantsOf): readonly string[] => [
  `GRANT CONNECT, CREATE ON DATABASE ${database} TO ${migration};`,
];

/** On the PMS's tables, alike ones in one statement. By their owner. */
function pmsGrants({ runtime, pms }: GrantsOf): readonly string[] {
  const all: MissingRights[] = Object.entries(pms.tables).map(([name, rights]) => ({
    kind: 'TABLE',
    name,
    rights,
  }));
  const grants = grantsFor(all, runtime).replaceAll('; ', ';\n').split('\n');
  return [
    `GRANT USAGE ON SCHEMA ${pms.schema} TO ${runtime};`,
    ...grants,
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${pms.schema} TO ${runtime};`,
  ];
}

/**
 * After the first migration: `own` by the migration role, for what there is and, by its default privileges, for what later migrations add;
 * `pms` by the owner of the PMS's tables, where the runtime role is not the PMS's own.
 */
export function runtimeGrants(roles: GrantsOf): { own: readonly string[]; pms: readonly string[] } {
  const { migration, runtime } = roles;
  const all = schemas.join(', ');
  const later = `ALTER DEFAULT PRIVILEGES FOR ROLE ${migration} IN SCHEMA ${all}`;
  return {
    own: [
      `GRANT USAGE ON SCHEMA ${all} TO ${runtime};`,
      `GRANT ${readAndWrite} ON ALL TABLES IN SCHEMA ${all} TO ${runtime};`,
      `GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${all} TO ${runtime};`,
      `${later} GRANT ${readAndWrite} ON TABLES TO ${runtime};`,
      `${later} GRANT USAGE ON SEQUENCES TO ${runtime};`,
    ],
    pms: pmsGrants(roles),
  };
}
