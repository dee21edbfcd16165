// What a start makes of the schema that it finds: whether it goes on, and what it says.
import type { Database } from '../../plugin/platform/database/index.js';
import type { Finding } from '../../plugin/platform/finding.js';
import { SchemaValidator } from '../../plugin/platform/schema/index.js';

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

/** Tables and their structure. */
export async function checkSchema(database: Database): Promise<SchemaReport> {
  const validator = new SchemaValidator(database);
  return reportOf([
    ...(await validator.validateRequiredTables()),
    ...(await validator.validateTableStructure()),
  ]);
}
