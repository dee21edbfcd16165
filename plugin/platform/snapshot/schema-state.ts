// How far the schema is, for the metrics of every process: a build that expects more cannot work.
import type { State, StateFamilies } from './state.js';

export const schemaStateFamilies = {
  version: {
    type: 'gauge',
    name: 'heyawari_schema_version',
    help: 'The number of the last migration that was run.',
  },
} as const satisfies StateFamilies;

export const schemaState: State<typeof schemaStateFamilies> = {
  part: 'schema',
  families: schemaStateFamilies,
  async read(sql) {
    const row = await sql.row<{ readonly last: number | null }>(
      `SELECT max(CAST(substring(name FROM '^[0-9]+') AS int)) AS last FROM heyawari.migrations`,
    );
    return { version: row?.last == null ? [] : [{ labels: {}, value: row.last }] };
  },
};
