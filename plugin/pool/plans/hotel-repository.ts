// The SQL of a hotel as a whole: the lock that makes its writers take turns, and its settings.
import { defaultHotelSettings, type HotelSettings } from '../modes/modes.js';
import type { HotelTx, HotelSql } from '../../platform/database/index.js';

/** Any number that is ours: separates our advisory locks from other programs' on the same database. */
const lockClass = 0x4859;

/** One writer of rooms per hotel: held to the end of the transaction. */
export async function lockHotel(tx: HotelTx): Promise<void> {
  await tx.rows(`SELECT pg_advisory_xact_lock(${lockClass}, :hotel)`, { hotel: tx.hotel });
}

/** As `lockHotel`, but waits for nobody: false where another has the lock, who follows the PMS itself. */
export async function tryLockHotel(tx: HotelTx): Promise<boolean> {
  const row = await tx.row<{ locked: boolean }>(
    `SELECT pg_try_advisory_xact_lock(${lockClass}, :hotel) AS locked`,
    { hotel: tx.hotel },
  );
  return row?.locked ?? false;
}

/** Of a hotel whose settings may not be stored yet. */
export const modeOf = (stored: HotelSettings['mode'] | null | undefined): HotelSettings['mode'] =>
  stored ?? defaultHotelSettings.mode;

export async function hotelSettings(sql: HotelSql): Promise<HotelSettings> {
  const row = await sql.row<{
    roll_out: HotelSettings['rollOut'];
    mode: HotelSettings['mode'];
    deadline_preset_days: number;
  }>(`SELECT roll_out, mode, deadline_preset_days FROM heyawari.hotel_settings WHERE hotel_id = :hotel`, {
    hotel: sql.hotel,
  });
  if (!row) return defaultHotelSettings;
  const { roll_out: rollOut, mode, deadline_preset_days: deadlinePresetDays } = row;
  return { rollOut, mode, deadlinePresetDays };
}

/** What else the hotel has set stays as it is. */
export async function saveHotelSettings(
  sql: HotelSql,
  { rollOut, mode, deadlinePresetDays }: HotelSettings,
): Promise<void> {
  await sql.run(
    `INSERT INTO heyawari.hotel_settings (hotel_id, roll_out, mode, deadline_preset_days)
     VALUES (:hotel, :rollOut, :mode, :deadlinePresetDays)
     ON CONFLICT (hotel_id) DO UPDATE SET roll_out = EXCLUDED.roll_out, mode = EXCLUDED.mode,
       deadline_preset_days = EXCLUDED.deadline_preset_days, version = hotel_settings.version + 1`,
    { hotel: sql.hotel, rollOut, mode, deadlinePresetDays },
  );
}
