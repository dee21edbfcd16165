// The hierarchy's SQL.
import type { HotelSql, HotelTx, Sql } from '../platform/database/index.js';
import type { HierarchyChange, RelationChange } from './changes.js';
import { defaultRules, type HierarchyRules, type Relation } from '../domain/upgrade.js';
import type { Hierarchy } from './model.js';

/** The trigger that lets no upgrade lead back to where it began. */
export const noCycle = 'room_type_hierarchy_no_cycle';

interface HierarchyRow {
  readonly hotel: number;
  readonly version: number | null;
  readonly max_upgrade_levels: number | null;
  readonly price_difference_limit: number | null;
  readonly relations: Relation[];
}

/** Rules and relations as they stand at one moment: one statement, so that no edit falls between. */
export async function hierarchyOf(sql: HotelSql): Promise<Hierarchy> {
  const hierarchies = await hierarchiesOf(sql, [sql.hotel]);
  return hierarchies.get(sql.hotel)!;
}

/** As `hierarchyOf`, of several hotels at once. */
export async function hierarchiesOf(
  sql: Sql,
  hotels: readonly number[],
): Promise<ReadonlyMap<number, Hierarchy>> {
  const rows = await sql.rows<HierarchyRow>(
    `SELECT one.hotel, r.version, r.max_upgrade_levels, r.price_difference_limit,
            (SELECT coalesce(jsonb_agg(jsonb_build_object(
                      'fromTypeId', h.from_type_id, 'toTypeId', h.to_type_id, 'priority', h.priority, 'active', h.active,
                      'policy', h.policy, 'costPerNight', h.cost_per_night, 'sameBedCount', h.same_bed_count)
                      ORDER BY h.from_type_id, h.priority, h.to_type_id), '[]')
               FROM heyawari.room_type_hierarchy h WHERE h.hotel_id = one.hotel) AS relations
       FROM unnest(CAST(:hotels AS integer[])) AS one(hotel)
       LEFT JOIN heyawari.room_hierarchy_rules r ON r.hotel_id = one.hotel`,
    { hotels },
  );
  return new Map(rows.map((row) => [row.hotel, toHierarchy(row)]));
}

function toHierarchy(row: HierarchyRow): Hierarchy {
  return {
    version: row.version ?? 0,
    rules: {
      maxUpgradeLevels: row.max_upgrade_levels ?? defaultRules.maxUpgradeLevels,
      priceDifferenceLimit: row.price_difference_limit ?? defaultRules.priceDifferenceLimit,
    },
    relations: row.relations,
  };
}

/** Keeps everyone else from editing the hotel's hierarchy until `tx` ends, as the database's own guard does. */
export async function lockHierarchy(tx: HotelTx): Promise<void> {
  await tx.run(
    `INSERT INTO heyawari.room_hierarchy_rules AS r (hotel_id) VALUES (:hotel)
     ON CONFLICT (hotel_id) DO UPDATE SET version = r.version`,
    { hotel: tx.hotel },
  );
}

const fromChanges = `jsonb_to_recordset(CAST(:changes AS jsonb)) AS c("fromTypeId" integer, "toTypeId" integer, after jsonb)`;
const termColumns = `CAST(c.after ->> 'priority' AS integer), CAST(c.after ->> 'active' AS boolean), c.after ->> 'policy',
  CAST(c.after ->> 'costPerNight' AS integer), CAST(c.after ->> 'sameBedCount' AS boolean)`;

async function deleteRelations(tx: HotelTx, changes: string): Promise<void> {
  await tx.run(
    `DELETE FROM heyawari.room_type_hierarchy h USING ${fromChanges}
      WHERE h.hotel_id = :hotel AND h.from_type_id = c."fromTypeId" AND h.to_type_id = c."toTypeId"`,
    { hotel: tx.hotel, changes },
  );
}

async function updateRelations(tx: HotelTx, changes: string): Promise<void> {
  await tx.run(
    `UPDATE heyawari.room_type_hierarchy h
        SET (priority, active, policy, cost_per_night, same_bed_count) = ROW(${termColumns})
       FROM ${fromChanges}
      WHERE h.hotel_id = :hotel AND h.from_type_id = c."fromTypeId" AND h.to_type_id = c."toTypeId"`,
    { hotel: tx.hotel, changes },
  );
}

async function insertRelations(tx: HotelTx, changes: string): Promise<void> {
  await tx.run(
    `INSERT INTO heyawari.room_type_hierarchy
       (hotel_id, from_type_id, to_type_id, priority, active, policy, cost_per_night, same_bed_count)
     SELECT :hotel, c."fromTypeId", c."toTypeId", ${termColumns} FROM ${fromChanges}`,
    { hotel: tx.hotel, changes },
  );
}

/**
 * Writes what changed about relations. Nothing on the way holds more relations than the end, so the guard refuses only what would be a
 * cycle in the end: breaks `room_type_hierarchy_no_cycle`, and the primary key where somebody has added the same relation meanwhile.
 */
export async function writeRelations(tx: HotelTx, { relations }: HierarchyChange): Promise<void> {
  const write = async (
    run: (tx: HotelTx, changes: string) => Promise<void>,
    changes: readonly RelationChange[],
  ) => {
    if (changes.length > 0) await run(tx, JSON.stringify(changes));
  };
  await write(
    deleteRelations,
    relations.filter(({ after }) => !after),
  );
  await write(
    updateRelations,
    relations.filter(({ before, after }) => before && after),
  );
  await write(
    insertRelations,
    relations.filter(({ before }) => !before),
  );
}

/** The hierarchy of version `seen` becomes the next version, with these rules; false where it has another version by now. */
export async function raiseVersion(tx: HotelTx, seen: number, rules: HierarchyRules): Promise<boolean> {
  const written = await tx.run(
    `INSERT INTO heyawari.room_hierarchy_rules AS r (hotel_id, max_upgrade_levels, price_difference_limit, version)
     VALUES (:hotel, :levels, :limit, :seen + 1)
     ON CONFLICT (hotel_id) DO UPDATE SET max_upgrade_levels = excluded.max_upgrade_levels,
            price_difference_limit = excluded.price_difference_limit, version = excluded.version
      WHERE r.version = :seen`,
    { hotel: tx.hotel, seen, levels: rules.maxUpgradeLevels, limit: rules.priceDifferenceLimit },
  );
  return written === 1;
}
