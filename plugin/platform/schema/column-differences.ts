// What a table's columns lack or have otherwise: type, NOT NULL, default, identity. Pure.
import { type Difference, ours } from './difference.js';
import type { Column, Table } from './structure.js';

/** Conversions in which no value is lost, by what is there. */
const widenings: Readonly<Record<string, readonly string[]>> = {
  smallint: ['integer', 'bigint'],
  integer: ['bigint'],
  real: ['double precision'],
  'character varying': ['text'],
};

const isWidened = (there: string, expected: string) =>
  there.replace(/\(\d+\)/, '') === expected || // of any length
  (widenings[there.replace(/\(\d+\)/, '')] ?? []).includes(expected);

const defaultOf = ({ default: value }: Column) => (value === undefined ? '' : ` DEFAULT ${value}`);

/** As SQL wants it behind the column's name. */
export function columnSql(column: Column): string {
  const { type, collation, identity, generated, notNull } = column;
  return [
    type,
    collation === undefined ? '' : ` COLLATE ${collation}`,
    defaultOf(column),
    identity === undefined ? '' : ` GENERATED ${identity} AS IDENTITY`,
    generated === undefined ? '' : ` GENERATED ALWAYS AS (${generated}) STORED`,
    notNull ? ' NOT NULL' : '',
  ].join('');
}

const namesIn = (key: string) => /\((.*?)\)/.exec(key)?.[1]?.split(', ') ?? [];

const isInPrimaryKey = (table: Table, name: string) =>
  Object.values(table.constraints).some(
    (definition) => definition.startsWith('PRIMARY KEY') && namesIn(definition).includes(name),
  );

function missingColumn(table: string, name: string, column: Column, expected: Table): Difference {
  const says = `table ${table} lacks the column ${name} (${columnSql(column)})`;
  const filled = !column.notNull || column.default !== undefined || column.generated !== undefined;
  if (!filled || isInPrimaryKey(expected, name))
    return { says, sql: [], remark: 'no other value than those that were lost will do in its rows' };
  return {
    says,
    sql: [`ALTER TABLE ${ours(table)} ADD COLUMN ${name} ${columnSql(column)};`],
    remark: 'what stood in it comes back from a backup alone',
  };
}

function typeDifference(table: string, name: string, there: Column, expected: Column): Difference[] {
  const typeOf = ({ type, collation }: Column) =>
    collation === undefined ? type : `${type} COLLATE ${collation}`;
  if (typeOf(there) === typeOf(expected)) return [];
  const says = `the column ${name} of table ${table} is of the type ${typeOf(there)}, expected is ${typeOf(expected)}`;
  const safe = there.type === expected.type || isWidened(there.type, expected.type);
  return [
    safe
      ? { says, sql: [`ALTER TABLE ${ours(table)} ALTER COLUMN ${name} TYPE ${typeOf(expected)};`] }
      : { says, sql: [], remark: 'values may have been cut when it was changed' },
  ];
}

function nullDifference(table: string, name: string, there: Column, expected: Column): Difference[] {
  if (there.notNull === expected.notNull) return [];
  const alter = `ALTER TABLE ${ours(table)} ALTER COLUMN ${name}`;
  return expected.notNull
    ? [
        {
          says: `the column ${name} of table ${table} takes NULL, and is not to`,
          sql: [`${alter} SET NOT NULL;`],
          remark: 'where a row has NULL there, PostgreSQL says so, and nothing is changed',
        },
      ]
    : [
        {
          says: `the column ${name} of table ${table} is NOT NULL, and is to take NULL`,
          sql: [`${alter} DROP NOT NULL;`],
        },
      ];
}

function identityDifference(table: string, name: string, there: Column, expected: Column): Difference[] {
  if (there.identity === expected.identity) return [];
  const alter = `ALTER TABLE ${ours(table)} ALTER COLUMN ${name}`;
  const word = ({ identity }: Column) =>
    identity === undefined ? 'no identity' : `GENERATED ${identity} AS IDENTITY`;
  const says = `the column ${name} of table ${table} is ${word(there)}, expected is ${word(expected)}`;
  if (expected.identity === undefined) return [{ says, sql: [`${alter} DROP IDENTITY;`] }];
  if (there.identity !== undefined) return [{ says, sql: [`${alter} SET GENERATED ${expected.identity};`] }];
  const withoutDefault = there.default === undefined ? '' : `ALTER COLUMN ${name} DROP DEFAULT, `;
  return [
    {
      says,
      sql: [
        `ALTER TABLE ${ours(table)} ${withoutDefault}ALTER COLUMN ${name} ADD GENERATED ${expected.identity} AS IDENTITY;`,
        `SELECT setval(pg_get_serial_sequence('${ours(table)}', '${name}'), (SELECT COALESCE(max(${name}), 0) + 1 FROM ${ours(table)}), false);`,
      ],
    },
  ];
}

function defaultDifference(table: string, name: string, there: Column, expected: Column): Difference[] {
  // Mended with its identity.
  if (there.default === expected.default || (expected.identity && !there.identity)) return [];
  const word = ({ default: value }: Column) => (value === undefined ? 'none' : `"${value}"`);
  return [
    {
      says: `the default of column ${name} of table ${table} is ${word(there)}, expected is ${word(expected)}`,
      sql: [
        `ALTER TABLE ${ours(table)} ALTER COLUMN ${name} ${expected.default === undefined ? 'DROP DEFAULT' : `SET${defaultOf(expected)}`};`,
      ],
    },
  ];
}

/** One that is more than expected is no fault, unless no row can be written without it. */
function unknownColumns(table: string, expected: Table, found: Table): Difference[] {
  return Object.entries(found.columns)
    .filter(([name]) => !expected.columns[name])
    .filter(
      ([, its]) =>
        its.notNull && its.default === undefined && its.identity === undefined && its.generated === undefined,
    )
    .map(([name]) => ({
      says: `table ${table} has a column ${name} that this build does not know and that takes no NULL: no row can be added`,
      sql: [`ALTER TABLE ${ours(table)} ALTER COLUMN ${name} DROP NOT NULL;`],
    }));
}

export function columnDifferences(table: string, expected: Table, found: Table): Difference[] {
  const differences = Object.entries(expected.columns).flatMap(([name, column]) => {
    const there = found.columns[name];
    if (!there) return [missingColumn(table, name, column, expected)];
    if (there.generated !== column.generated)
      return [
        {
          says: `the column ${name} of table ${table} is ${columnSql(there)}, expected is ${columnSql(column)}`,
          sql: [],
          remark: 'how its values came about is not to be seen',
        },
      ];
    return [typeDifference, nullDifference, defaultDifference, identityDifference].flatMap((differ) =>
      differ(table, name, there, column),
    );
  });
  return [...differences, ...unknownColumns(table, expected, found)];
}
