// The one look at a database before anything is opened: by the start (startup-validator.ts) and by `npx heyawari check`.
import type { Database } from '../database/index.js';
import { isBroken, isBusy } from '../database/index.js';
import type { Finding } from '../finding.js';
import { type Health, healthFindings } from './health.js';
import { readStructure } from './structure.js';
import { judgeStructure } from './structure-findings.js';
import { ageOf, judgeTables, readFacts, type SchemaFacts } from './tables.js';

/** Looks once: what it has read of the tables holds for all its answers. Each method rejects where the database cannot be asked. */
export class SchemaValidator {
  private read: Promise<SchemaFacts> | undefined;

  /** `database` is only read. */
  constructor(private readonly database: Database) {}

  private facts(): Promise<SchemaFacts> {
    this.read ??= readFacts(this.database);
    return this.read;
  }

  /** PostgreSQL's version, migrations and tables, the role's rights, the job queue: each thing in turn, also what is well. */
  async validateRequiredTables(): Promise<readonly Finding[]> {
    return judgeTables(await this.facts());
  }

  /** Columns, keys, CHECKs, indexes, triggers and functions. Nothing where migrations are missing, since those change them. */
  async validateTableStructure(): Promise<readonly Finding[]> {
    const age = ageOf(await this.facts());
    if (!age) return [];
    try {
      return judgeStructure(await readStructure(this.database), age === 'newer');
    } catch (error) {
      if (isBroken(error) || !isBusy(error)) throw error;
      const says =
        'Somebody has locked a table, so that its columns and indexes could not be looked at: run `npx heyawari check` later.';
      return [{ about: 'structure', state: 'notice', says }];
    }
  }

  /** Reads, writes and takes it back, listens; free connections; the clock. */
  async checkDatabaseHealth(health: Health): Promise<readonly Finding[]> {
    const fit = (await this.validateRequiredTables()).every(
      ({ about, state }) => state !== 'fails' || !['tables', 'rights'].includes(about),
    );
    return healthFindings(health, fit && ageOf(await this.facts()) !== undefined);
  }
}
