// The face of the schema: what this build expects of its database, and what a database is beside that.
export { expectedMigrations, expectedTables } from './expected.js';
export { migrationsRun } from './tables.js';
export { SchemaValidator } from './validator.js';
export type { Health } from './health.js';
export { connectionsOfProcess, type Reckoning } from './connections.js';
export { readStructure, type Structure } from './structure.js';
