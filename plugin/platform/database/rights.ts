// What the connected role lacks of the rights that are needed, and the grants that give it.
import type { Sql } from './database.js';

export type TableRight = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

export interface NeededRights {
  readonly schema: string;
  /** By table. Whoever inserts also draws from the sequences of its defaults. What is not there is not asked for. */
  readonly tables: Readonly<Record<string, readonly TableRight[]>>;
  /** Sequences that functions draw from. */
  readonly sequences?: readonly string[];
  /** Functions that are called, by name. */
  readonly functions?: readonly string[];
}

/** Rights on one thing that the role does not have. */
export interface MissingRights {
  readonly kind: 'SCHEMA' | 'TABLE' | 'SEQUENCE' | 'FUNCTION';
  /** As SQL wants it: quoted where needed, with its schema. */
  readonly name: string;
  readonly rights: readonly string[];
}

/** In one statement, and without a privilege of its own: the catalogue is open to every role. */
export function missingRights(sql: Sql, needed: NeededRights): Promise<MissingRights[]> {
  const { schema, tables, sequences = [], functions = [] } = needed;
  return sql.rows<MissingRights>(
    `WITH needed AS (
       SELECT c.oid, c.relnamespace, c.relname, n.rights
         FROM jsonb_to_recordset(CAST(:tables AS jsonb)) AS n(name text, rights text[])
         JOIN pg_class c ON c.relname = n.name AND c.relnamespace = to_regnamespace(:schema) AND c.relkind IN ('r', 'p')
     ), drawn AS MATERIALIZED ( -- asked of what is no sequence, has_sequence_privilege is an error
       SELECT s.oid, s.relnamespace, s.relname
         FROM needed n
         JOIN pg_attrdef a ON a.adrelid = n.oid
         JOIN pg_depend d ON d.classid = CAST('pg_attrdef' AS regclass) AND d.objid = a.oid
                         AND d.refclassid = CAST('pg_class' AS regclass)
         JOIN pg_class s ON s.oid = d.refobjid AND s.relkind = 'S'
        WHERE 'INSERT' = ANY(n.rights)
        UNION
       SELECT oid, relnamespace, relname FROM pg_class
        WHERE relnamespace = to_regnamespace(:schema) AND relkind = 'S' AND relname = ANY(:sequences)
     ), missing AS (
       SELECT 1 AS turn, 'SCHEMA' AS kind, quote_ident(nspname) AS name, ARRAY['USAGE'] AS rights
         FROM pg_namespace WHERE nspname = :schema AND NOT has_schema_privilege(oid, 'USAGE')
        UNION ALL
       SELECT 2, 'TABLE', format('%I.%I', CAST(:schema AS text), n.relname), array_agg(r.right ORDER BY r.turn)
         FROM needed n CROSS JOIN unnest(n.rights) WITH ORDINALITY AS r("right", turn)
        WHERE NOT has_table_privilege(n.oid, r.right)
          -- Which columns are seen is asked where columns are (a table of passwords is granted by column).
          AND NOT (r.right = 'SELECT' AND has_any_column_privilege(n.oid, 'SELECT'))
        GROUP BY n.relname
        UNION ALL
       SELECT 3, 'SEQUENCE', format('%I.%I', s.nspname, d.relname), ARRAY['USAGE']
         FROM drawn d JOIN pg_namespace s ON s.oid = d.relnamespace
        WHERE NOT has_sequence_privilege(d.oid, 'USAGE, UPDATE') -- either of them
        UNION ALL
       SELECT 4, 'FUNCTION', format('%I.%I(%s)', CAST(:schema AS text), p.proname, pg_get_function_identity_arguments(p.oid)), ARRAY['EXECUTE']
         FROM pg_proc p
        WHERE p.pronamespace = to_regnamespace(:schema) AND p.proname = ANY(:functions) AND NOT has_function_privilege(p.oid, 'EXECUTE')
     )
     SELECT kind, name, rights FROM missing ORDER BY turn, name`,
    {
      schema,
      sequences,
      functions,
      tables: JSON.stringify(Object.entries(tables).map(([name, rights]) => ({ name, rights }))),
    },
  );
}

/** The statements that give what is missing, what lacks the same in one of them. `role` as SQL wants it. */
export function grantsFor(missing: readonly MissingRights[], role: string): string {
  const alike = Map.groupBy(missing, ({ kind, rights }) => {
    const on = kind === 'TABLE' ? '' : `${kind} `;
    return `${rights.join(', ')} ON ${on}`;
  });
  return [...alike]
    .map(([what, things]) => `GRANT ${what}${things.map(({ name }) => name).join(', ')} TO ${role};`)
    .join(' ');
}
