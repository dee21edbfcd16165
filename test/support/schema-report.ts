// What a start makes of the schema that it finds: whether it goes on, and what it says.
import type { Sql } from '../../plugin/platform/database/index.js';
import type { Finding } from '../../plugin/platform/finding.js';
import { schemaFindings } from '../../plugin/platform/schema-check.js';

export interface SchemaReport {
  readonly usable: boolean;
  /** Sentences for the operator, what stops a start first. */
  readonly advice: readonly string[];
}

export function reportOf(found: readonly Finding[]): SchemaReport {
  const said = (state: Finding['state']) => found.filter((one) => one.state === state);
  return {
    usable: said('fails').length === 0,
    advice: [...said('fails'), ...said('notice')].map(({ says }) => says),
  };
}

export const checkSchema = async (sql: Sql): Promise<SchemaReport> => reportOf(await schemaFindings(sql));
