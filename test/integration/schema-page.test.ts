// docs/schema.md against the database: every table and every named guarantee is there, and no other.
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { boundInWords, tableBounds } from '../../plugin/platform/table-bounds.js';
import { useDatabase } from '../support/database.js';

describe('the page about the tables', () => {
  const database = useDatabase();
  const page = readFileSync(new URL('../../docs/schema.md', import.meta.url), 'utf8');
  const section = (heading: string) => page.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  const names = async (statement: string) =>
    (await database.pool().query<{ name: string }>(statement)).rows.map(({ name }) => name);

  it('explains every table of the schema, and no other', async () => {
    const explained = ['Import', 'Pool', 'Platform'].flatMap((heading) =>
      [...section(heading).matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name),
    );
    const tables = await names(
      `SELECT table_name AS name FROM information_schema.tables
        WHERE table_schema = 'heyawari' AND table_name NOT IN ('migrations', 'migrations_lock')`,
    );
    expect(explained).to.have.members(tables);
  });

  it('says of each what keeps it small', () => {
    const said = [...section('What keeps them small').matchAll(/^\| `(\w+)` \| (.*) \|$/gm)].map(
      ([, table, bound]) => [table, bound],
    );
    const declared = Object.entries(tableBounds).map(([table, bound]) => [table, boundInWords(bound)]);
    expect(said).to.deep.equal(declared);
  });

  it('names only guarantees that the database has', async () => {
    const named = [...section('What no bug').matchAll(/`(\w+_\w+)`/g)].map(([, name]) => name);
    const present = await names(
      `SELECT relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'heyawari'`,
    );
    expect(present).to.include.members(named);
  });
});
