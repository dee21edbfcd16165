// Stops the import in the middle of a batch, for tests of what happens when something dies there.
import type pg from 'pg';
import { until } from './platform.js';

export interface Standstill {
  /** Resolves when the import stands still, with the batch's transaction open. */
  reached(): Promise<void>;
  /** Nothing stands still any more; what does, goes on after a while. */
  lift(): Promise<void>;
}

const seconds = 1.5;

/** The import stands still for a moment while the PMS writes the reservation of that booking number. */
export const standstillAt = (pool: pg.Pool, bookingNumber: string): Promise<Standstill> =>
  standstillBefore(pool, 'reservations', `WHEN (NEW.ota_reservation_id = '${bookingNumber}')`);

/** A receipt stands still for a moment with its body stored, before its first message is. */
export const standstillInReceipt = (pool: pg.Pool): Promise<Standstill> =>
  standstillBefore(pool, 'heyawari.ota_import_cache', '');

async function standstillBefore(pool: pg.Pool, table: string, when: string): Promise<Standstill> {
  await pool.query(`
    CREATE FUNCTION stand_still() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_sleep(${seconds}); RETURN NEW; END $$;
    CREATE TRIGGER stand_still BEFORE INSERT ON ${table} FOR EACH ROW ${when} EXECUTE FUNCTION stand_still()`);
  return {
    reached: () =>
      until(async () => {
        const { rowCount } = await pool.query(
          "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'",
        );
        return rowCount === 1;
      }),
    async lift() {
      await pool.query(`DROP TRIGGER stand_still ON ${table}; DROP FUNCTION stand_still()`);
    },
  };
}
