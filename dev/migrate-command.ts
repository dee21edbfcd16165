// `npm run migrate`: brings the database of DATABASE_URL to the newest migration, its schema included.
import { migrateLatest } from './migrate.js';

const url = process.env.DATABASE_URL;
if (!url) {
  console.error(
    'DATABASE_URL is not set: a role that may create the schema heyawari, on the database of the PMS.',
  );
  process.exit(2);
}
await migrateLatest(url);
console.log('The schema heyawari is up to date.');
