// What the plugin knows of the small hotel: its mode, its deadline, its upgrades. The PMS's own rows must be there already.
import type { Knex } from 'knex';
import { PersonsProblem } from '../dev/problems.js';
import { hotelName, upgradeEdges } from '../dev/start/hotel.js';

/** As a resort: an ordinary stay's room is final on the day before arrival. */
const deadlinePresetDays = 1;

/** Undefined where there is no such hotel, or no PMS at all. */
async function hotelOf(knex: Knex): Promise<number | undefined> {
  const pms = await knex.raw<{ rows: { there: boolean }[] }>(
    `SELECT to_regclass('public.hotels') IS NOT NULL AND to_regclass('heyawari.hotel_settings') IS NOT NULL AS there`,
  );
  if (!pms.rows[0]?.there) return undefined;
  const { rows } = await knex.raw<{ rows: { id: number }[] }>('SELECT id FROM hotels WHERE name = ?', [
    hotelName,
  ]);
  return rows[0]?.id;
}

/** Adds what is missing and leaves alone what somebody has changed. Throws PersonsProblem where the PMS has no such hotel. */
export async function seed(knex: Knex): Promise<void> {
  const hotel = await hotelOf(knex);
  if (hotel === undefined)
    throw new PersonsProblem(
      `This database has no hotel named ${hotelName}, with the plugin's tables: \`npm start\` makes one.`,
    );
  await knex.raw(
    `INSERT INTO heyawari.hotel_settings (hotel_id, mode, deadline_preset_days) VALUES (?, 'BALANCE', ?)
     ON CONFLICT (hotel_id) DO NOTHING`,
    [hotel, deadlinePresetDays],
  );
  // Its upgrades are all listed, so each goes one level; a hotel that has rules has been set up, or edited, before.
  const fresh = await knex.raw<{ rows: object[] }>(
    `INSERT INTO heyawari.room_hierarchy_rules (hotel_id, max_upgrade_levels) VALUES (?, 1)
     ON CONFLICT (hotel_id) DO NOTHING RETURNING hotel_id`,
    [hotel],
  );
  if (fresh.rows.length === 0) return;
  await knex.raw(
    `INSERT INTO heyawari.room_type_hierarchy (hotel_id, from_type_id, to_type_id, priority)
     SELECT source.hotel_id, source.id, target.id, edge.priority
       FROM jsonb_to_recordset(?::jsonb) AS edge("from" text, "to" text, priority integer)
       JOIN room_types source ON source.hotel_id = ? AND source.name = edge."from"
       JOIN room_types target ON target.hotel_id = source.hotel_id AND target.name = edge."to"
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(upgradeEdges), hotel],
  );
}
