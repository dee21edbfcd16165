// What a database lacks of the structure that this build works with, or has otherwise, each with the statements that mend it. What it has more is
// no fault: a newer build or an operator may have added it.
import { columnDifferences } from './column-differences.js';
import { type Difference, ours } from './difference.js';
import type { FlawedThing, FoundStructure, Structure, Table } from './structure.js';

type Named = Readonly<Record<string, string>>;

/** The rest of a definition that names itself: `CREATE INDEX name ON …`. */
const besideName = (definition: string, name: string) => definition.replace(` ${name} `, ' ');

const rowsMayBreak = 'where rows that are there break it, PostgreSQL names the first, and nothing is changed';

/** What PostgreSQL can do with one kind of thing of a table. */
interface Kind {
  readonly word: (definition: string) => string;
  /** What makes two of them the same but for their name. */
  readonly same: (definition: string, name: string) => string;
  readonly make: (table: string, name: string, definition: string) => string;
  readonly replace: (table: string, name: string, definition: string) => readonly string[];
  readonly rename: (table: string, from: string, to: string) => string;
  readonly remark?: string;
}

/** Without an index that keeps nothing apart, everything goes on, only slower. */
const onlySlower = (...definitions: readonly string[]) =>
  definitions.every((definition) => definition.startsWith('CREATE INDEX')) && { works: true as const };

const remarkOf = ({ remark }: Kind) => remark !== undefined && { remark };

const constraint: Kind = {
  word: (definition) => {
    if (definition.startsWith('PRIMARY KEY')) return 'primary key';
    if (definition.startsWith('FOREIGN KEY')) return 'foreign key';
    return definition.startsWith('UNIQUE') ? 'unique key' : 'CHECK';
  },
  same: (definition) => definition,
  make: (table, name, definition) => `ALTER TABLE ${ours(table)} ADD CONSTRAINT ${name} ${definition};`,
  replace: (table, name, definition) => [
    `ALTER TABLE ${ours(table)} DROP CONSTRAINT ${name}, ADD CONSTRAINT ${name} ${definition};`,
  ],
  rename: (table, from, to) => `ALTER TABLE ${ours(table)} RENAME CONSTRAINT ${from} TO ${to};`,
  remark: rowsMayBreak,
};

const index: Kind = {
  word: () => 'index',
  same: besideName,
  make: (_table, _name, definition) => `${definition};`,
  replace: (_table, name, definition) => [`DROP INDEX ${ours(name)};`, `${definition};`],
  rename: (_table, from, to) => `ALTER INDEX ${ours(from)} RENAME TO ${to};`,
};

const trigger: Kind = {
  word: () => 'trigger',
  same: besideName,
  make: (_table, _name, definition) => `${definition};`,
  replace: (table, name, definition) => [`DROP TRIGGER ${name} ON ${ours(table)};`, `${definition};`],
  rename: (table, from, to) => `ALTER TRIGGER ${from} ON ${ours(table)} RENAME TO ${to};`,
};

function absent(kind: Kind, table: string, name: string, definition: string, found: Named, expected: Named) {
  const same = kind.same(definition, name);
  const word = kind.word(definition);
  const twin = Object.entries(found).find(
    ([other, its]) => expected[other] === undefined && kind.same(its, other) === same,
  );
  if (twin)
    return {
      says: `table ${table} has the ${word} ${name} under the name ${twin[0]}`,
      sql: [kind.rename(table, twin[0], name)],
      ...onlySlower(definition),
    };
  return {
    says: `table ${table} lacks the ${word} ${name}`,
    sql: [kind.make(table, name, definition)],
    ...remarkOf(kind),
    ...onlySlower(definition),
  };
}

const changed = (kind: Kind, table: string, name: string, there: string, expected: string): Difference => ({
  says: `the ${kind.word(expected)} ${name} of table ${table} is "${there}", expected is "${expected}"`,
  sql:
    there === `${expected} NOT VALID`
      ? [`ALTER TABLE ${ours(table)} VALIDATE CONSTRAINT ${name};`]
      : kind.replace(table, name, expected),
  ...remarkOf(kind),
  ...onlySlower(there, expected),
});

/** A CHECK that was tried on the rows of before as well keeps no less. */
const isKept = (there: string | undefined, expected: string): boolean =>
  there === expected || `${there} NOT VALID` === expected;

const differencesOfKind = (kind: Kind, table: string, expected: Named, found: Named): Difference[] =>
  Object.entries(expected)
    .filter(([name, definition]) => !isKept(found[name], definition))
    .map(([name, definition]) => {
      const there = found[name];
      return there === undefined
        ? absent(kind, table, name, definition, found, expected)
        : changed(kind, table, name, there, definition);
    });

function functionDifferences(expected: Named, found: Named): Difference[] {
  return Object.entries(expected)
    .filter(([name, definition]) => found[name] !== definition)
    .map(([name, definition]) => ({
      says:
        found[name] === undefined
          ? `the function ${name} is missing`
          : `the function ${name} is not this build's`,
      sql: [`${definition};`],
      remark: 'by the owner of the tables',
    }));
}

/** Begins above all numbers that were ever drawn: one for each second since 1970 is more than there were changes. */
const sequenceDifferences = (expected: readonly string[], found: readonly string[]): Difference[] =>
  expected
    .filter((name) => !found.includes(name))
    .map((name) => ({
      says: `the sequence ${name} is missing`,
      sql: [
        `CREATE SEQUENCE ${ours(name)};`,
        `SELECT setval('${ours(name)}', CAST(extract(epoch FROM now()) AS bigint));`,
      ],
      remark: 'by the owner of the tables',
    }));

function flawDifference({ flaw, table, name }: FlawedThing, expected: Structure): Difference {
  switch (flaw) {
    case 'invalid index':
      return {
        says: `the index ${name} of table ${table} is invalid, as one whose making broke off is: nothing reads it`,
        sql: [`REINDEX INDEX ${ours(name)};`],
        ...onlySlower(expected.tables[table]?.indexes[name] ?? ''),
      };
    case 'disabled trigger':
      return {
        says: `the trigger ${name} of table ${table} is disabled`,
        sql: [`ALTER TABLE ${ours(table)} ENABLE TRIGGER ${name};`],
      };
    case 'keys not enforced':
      return {
        says: `the foreign keys of table ${table} are not enforced, since its triggers are disabled`,
        sql: [`ALTER TABLE ${ours(table)} ENABLE TRIGGER ALL;`],
        remark: 'by a superuser',
      };
    case 'not logged':
      return {
        says: `table ${table} is UNLOGGED: a crash of the server would empty it`,
        sql: [`ALTER TABLE ${ours(table)} SET LOGGED;`],
        works: true,
      };
    case 'row security':
      return {
        says: `table ${table} has row security, which hides rows from the plugin`,
        sql: [`ALTER TABLE ${ours(table)} DISABLE ROW LEVEL SECURITY;`],
      };
  }
}

/** Foreign keys last: they need the keys that they point to. */
function ofConstraints(expected: Structure['tables'], found: Structure['tables']): Difference[] {
  const those = (table: Table, wanted: boolean): Named =>
    Object.fromEntries(
      Object.entries(table.constraints).filter(
        ([, definition]) => definition.startsWith('FOREIGN KEY') === wanted,
      ),
    );
  return [false, true].flatMap((foreign) =>
    inBoth(expected, found).flatMap(([name, its, there]) =>
      differencesOfKind(constraint, name, those(its, foreign), those(there, foreign)),
    ),
  );
}

/** A table that is missing altogether is told as that. */
const inBoth = (expected: Structure['tables'], found: Structure['tables']) =>
  Object.entries(expected).flatMap(([name, its]) => {
    const there = found[name];
    return there ? [[name, its, there] as const] : [];
  });

/** What is there as expected, and does not do its work. */
export function flawsOf(expected: Structure, found: FoundStructure): readonly Difference[] {
  const known = ({ flaw, table, name }: FlawedThing) => {
    const { constraints = {}, indexes = {}, triggers = {} } = expected.tables[table] ?? {};
    if (flaw === 'invalid index') return name in indexes || name in constraints;
    return flaw !== 'disabled trigger' || name in triggers;
  };
  return found.flaws.filter(known).map((flawed) => flawDifference(flawed, expected));
}

/** In this order each can be mended after those before it: a key needs its columns, a trigger its function. */
export function differencesOf(expected: Structure, found: FoundStructure): readonly Difference[] {
  const both = inBoth(expected.tables, found.tables);
  return [
    ...both.flatMap(([name, its, there]) => columnDifferences(name, its, there)),
    ...ofConstraints(expected.tables, found.tables),
    ...both.flatMap(([name, its, there]) => differencesOfKind(index, name, its.indexes, there.indexes)),
    ...sequenceDifferences(expected.sequences, found.sequences),
    ...functionDifferences(expected.functions, found.functions),
    ...both.flatMap(([name, its, there]) => differencesOfKind(trigger, name, its.triggers, there.triggers)),
  ];
}
