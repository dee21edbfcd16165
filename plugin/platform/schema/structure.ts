// What stands in the schema `heyawari`: read from the catalogue in two statements, in words that PostgreSQL 15 to 18 share.
import type { Database, Transaction } from '../database/index.js';
import { expectedTables } from './expected.js';

export interface Column {
  /** As `format_type` says it: `timestamp with time zone`. */
  readonly type: string;
  readonly notNull?: true;
  readonly default?: string;
  readonly identity?: 'ALWAYS' | 'BY DEFAULT';
  /** The expression that it is computed by. */
  readonly generated?: string;
  /** Where it is not that of its type. */
  readonly collation?: string;
}

/** Definitions by name, names as SQL wants them. */
type Named = Readonly<Record<string, string>>;

export interface Table {
  readonly columns: Readonly<Record<string, Column>>;
  /** Primary, unique, CHECK and foreign keys. Not NULL is the column's: PostgreSQL 18 alone lists it as a constraint. */
  readonly constraints: Named;
  /** Those that no constraint brings along. */
  readonly indexes: Named;
  readonly triggers: Named;
}

export interface Structure {
  readonly tables: Readonly<Record<string, Table>>;
  /** By name and arguments: `forget_audit(before timestamp with time zone, most integer)`. */
  readonly functions: Named;
  /** Those that no column brings along. */
  readonly sequences: readonly string[];
}

/** What can be wrong with a thing that is there as expected. */
export type Flaw = 'invalid index' | 'disabled trigger' | 'keys not enforced' | 'not logged' | 'row security';

export interface FlawedThing {
  readonly flaw: Flaw;
  readonly table: string;
  /** Of index or trigger; empty: the table itself. */
  readonly name: string;
}

/** As found in a database. */
export interface FoundStructure extends Structure {
  readonly flaws: readonly FlawedThing[];
}

interface ColumnRow {
  readonly table: string;
  readonly name: string;
  readonly column: Column;
}

interface ThingRow {
  readonly kind: 'constraint' | 'index' | 'trigger' | 'function' | 'sequence' | Flaw;
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** What session settings could make PostgreSQL write otherwise: names with or without their schema, moments, quotes. And no start waits for it for long. */
const saidAlike = `
  SELECT set_config(name, value, true)
    FROM (VALUES ('statement_timeout', '5000'), ('search_path', 'pg_catalog'), ('datestyle', 'ISO, YMD'), ('intervalstyle', 'postgres'), ('timezone', 'UTC'),
                 ('quote_all_identifiers', 'off'), ('bytea_output', 'hex'), ('extra_float_digits', '1')) AS s(name, value)`;

const ours = `
  WITH ours AS (
    SELECT oid, relname, relpersistence, relrowsecurity FROM pg_class
     WHERE relnamespace = to_regnamespace('heyawari') AND relkind IN ('r', 'p') AND relname = ANY(:expected)
  )`;

const columns = `${ours}
  SELECT r.relname AS "table", quote_ident(a.attname) AS name,
         jsonb_strip_nulls(jsonb_build_object(
           'type', format_type(a.atttypid, a.atttypmod),
           'notNull', CASE WHEN a.attnotnull THEN true END,
           'default', CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END,
           'identity', CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END,
           'generated', CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END,
           'collation', CASE WHEN a.attcollation <> t.typcollation THEN format('%I.%I', n.nspname, c.collname) END)) AS "column"
    FROM ours r
    JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
    LEFT JOIN pg_collation c ON c.oid = a.attcollation
    LEFT JOIN pg_namespace n ON n.oid = c.collnamespace
   ORDER BY r.relname, a.attnum`;

const things = `${ours}, constraints AS (
    SELECT c.oid, c.conname, c.conindid, r.relname FROM ours r JOIN pg_constraint c ON c.conrelid = r.oid AND c.contype IN ('p', 'u', 'c', 'f', 'x')
  ), indexes AS (
    SELECT r.relname, x.indexrelid, i.relname AS name, x.indisvalid AND x.indisready AND x.indislive AS valid
      FROM ours r JOIN pg_index x ON x.indrelid = r.oid JOIN pg_class i ON i.oid = x.indexrelid
  ), triggers AS (
    SELECT r.relname, t.oid, t.tgname, t.tgisinternal, t.tgenabled IN ('D', 'R') AS disabled FROM ours r JOIN pg_trigger t ON t.tgrelid = r.oid
  )
  SELECT 'constraint' AS kind, relname AS "table", quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition FROM constraints
   UNION ALL
  SELECT 'index', relname, quote_ident(name), pg_get_indexdef(indexrelid) FROM indexes WHERE indexrelid NOT IN (SELECT conindid FROM constraints)
   UNION ALL
  SELECT 'invalid index', relname, quote_ident(name), '' FROM indexes WHERE NOT valid
   UNION ALL
  SELECT 'trigger', relname, quote_ident(tgname), pg_get_triggerdef(oid) FROM triggers WHERE NOT tgisinternal
   UNION ALL
  SELECT 'disabled trigger', relname, quote_ident(tgname), '' FROM triggers WHERE disabled AND NOT tgisinternal
   UNION ALL
  SELECT DISTINCT 'keys not enforced', relname, '', '' FROM triggers WHERE disabled AND tgisinternal
   UNION ALL
  SELECT 'not logged', relname, '', '' FROM ours WHERE relpersistence <> 'p'
   UNION ALL
  SELECT 'row security', relname, '', '' FROM ours WHERE relrowsecurity
   UNION ALL
  SELECT 'function', '', format('%I(%s)', p.proname, pg_get_function_identity_arguments(p.oid)), pg_get_functiondef(p.oid)
    FROM pg_proc p WHERE p.pronamespace = to_regnamespace('heyawari') AND p.prokind = 'f'
   UNION ALL
  SELECT 'sequence', '', quote_ident(s.relname), ''
    FROM pg_class s
   WHERE s.relnamespace = to_regnamespace('heyawari') AND s.relkind = 'S'
     AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = s.oid AND d.deptype IN ('a', 'i'))
   ORDER BY 1, 2, 3`;

/**
 * On one line and without comments, so that it can be printed in a sentence and run as it stands; what is between quotes stays. Both what is expected
 * and what is found are compared so.
 */
export function onOneLine(definition: string): string {
  const parts = definition.match(/'(?:[^']|'')*'|--[^\n]*|\/\*[^]*?\*\/|\s+|[^'\s/-]+|[^]/g) ?? [];
  const spaced = parts.map((part) => (/^(?:\s|--|\/\*)/.test(part) ? ' ' : part));
  return spaced
    .reduce<string[]>((kept, part) => {
      if (part !== ' ' || kept.at(-1) !== ' ') kept.push(part);
      return kept;
    }, [])
    .join('')
    .trim();
}

/** How full a page may be and the like is the operator's to choose; so is that an index of a partitioned table is made table by table. */
const asMeant = (definition: string) =>
  onOneLine(definition)
    .replace(/ WITH \([a-z_]+=[^)]*\)/, '')
    .replace(' ON ONLY ', ' ON ');

function tableOf(columns: Table['columns'], rows: readonly ThingRow[]): Table {
  const named = (kind: ThingRow['kind']): Named =>
    Object.fromEntries(
      rows.filter((row) => row.kind === kind).map(({ name, definition }) => [name, asMeant(definition)]),
    );
  return {
    columns,
    constraints: named('constraint'),
    indexes: named('index'),
    triggers: named('trigger'),
  };
}

const isFlaw = (row: ThingRow): row is ThingRow & { readonly kind: Flaw } =>
  !['constraint', 'index', 'trigger', 'function', 'sequence'].includes(row.kind);

async function readIn(tx: Transaction): Promise<FoundStructure> {
  const bindings = { expected: expectedTables };
  await tx.run(saidAlike);
  const its = Map.groupBy(await tx.rows<ColumnRow>(columns, bindings), ({ table }) => table);
  const rows = await tx.rows<ThingRow>(things, bindings);
  const byTable = Map.groupBy(rows, ({ table }) => table);
  const all = (kind: ThingRow['kind']) => rows.filter((row) => row.kind === kind);
  const tables = [...its].map(([name, found]) => {
    const ofTable = Object.fromEntries(found.map((row) => [row.name, row.column]));
    return [name, tableOf(ofTable, byTable.get(name) ?? [])] as const;
  });
  return {
    tables: Object.fromEntries(tables),
    functions: Object.fromEntries(
      all('function').map(({ name, definition }) => [name, onOneLine(definition)]),
    ),
    sequences: all('sequence').map(({ name }) => name),
    flaws: rows.filter(isFlaw).map(({ kind: flaw, table, name }) => ({ flaw, table, name })),
  };
}

/** Of the plugin's tables, without a privilege of its own: the catalogue is open to every role. */
export const readStructure = (database: Database): Promise<FoundStructure> => database.transaction(readIn);
