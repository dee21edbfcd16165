// What a schema holds, as one checksum for each table.
import type { World } from './world.js';

/**
 * By table of `schema`, partitions as parts of theirs. Columns whose names begin with `heyawari_` are not looked at, nor is the order of
 * rows and of columns.
 */
export async function checksumsOf(
  { rows }: Pick<World, 'rows'>,
  schema: string,
): Promise<Readonly<Record<string, string>>> {
  const tables = await rows<{ name: string }>(
    `SELECT relname AS name FROM pg_class
      WHERE relnamespace = to_regnamespace($1) AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY relname`,
    [schema],
  );
  const sums: Record<string, string> = {};
  for (const { name } of tables) {
    const [one] = await rows<{ sum: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(line, ',' ORDER BY line)), '') AS sum
         FROM (SELECT md5(CAST((SELECT jsonb_object_agg(key, value) FROM jsonb_each(to_jsonb(t))
                                 WHERE key NOT LIKE 'heyawari\\_%') AS text)) AS line FROM "${schema}"."${name}" AS t) AS lines`,
    );
    sums[name] = one!.sum;
  }
  return sums;
}
