// The SQL of `mass_edits`: that many of a hotel's bookings were found to differ at once from what the import left, and whether they still do.
import { askTogether, type HotelSql, type HotelTx, type Question } from '../../platform/database/index.js';

/** Bookings that came to differ at one moment. */
export interface MassEdit {
  /** As the PMS's log has it; undefined where it tells nothing of them. */
  readonly moment: string | undefined;
  readonly bookings: number;
  /** Of so many that were looked at. */
  readonly looked: number;
}

interface Row {
  readonly moment: string | null;
  readonly bookings: number;
  readonly looked: number;
}

/** What stands; undefined where there is none, or it is over. */
export const standingMassEdit: Question<MassEdit | undefined> = {
  select: `SELECT moment, bookings, looked FROM heyawari.mass_edits WHERE hotel_id = :hotel AND over_at IS NULL`,
  bindings: {},
  read: ([row]: Row[]) => row && { ...row, moment: row.moment ?? undefined },
};

export const massEditOf = async (sql: HotelSql): Promise<MassEdit | undefined> =>
  (await askTogether(sql, { standing: standingMassEdit })).standing;

/** Whether what was written at that moment was found to be one, be it over since: the last of its bookings are still no person's edits. */
export async function isKnownMassEdit(sql: HotelSql, moment: string): Promise<boolean> {
  const row = await sql.row(
    'SELECT moment FROM heyawari.mass_edits WHERE hotel_id = :hotel AND moment = :moment',
    { hotel: sql.hotel, moment },
  );
  return row !== undefined;
}

/** One that stands is counted anew, and no other takes its place before it is over. */
export async function saveMassEdit(
  tx: HotelTx,
  { moment, bookings, looked }: MassEdit,
  now: Date,
): Promise<void> {
  await tx.run(
    `INSERT INTO heyawari.mass_edits AS m (hotel_id, moment, bookings, looked, found_at)
     VALUES (:hotel, :moment, :bookings, :looked, :now)
     ON CONFLICT (hotel_id) DO UPDATE
       SET moment = EXCLUDED.moment, bookings = EXCLUDED.bookings, looked = EXCLUDED.looked, over_at = NULL,
           found_at = CASE WHEN m.over_at IS NULL THEN m.found_at ELSE EXCLUDED.found_at END
       WHERE m.over_at IS NOT NULL OR m.moment IS NOT DISTINCT FROM EXCLUDED.moment`,
    { hotel: tx.hotel, moment: moment ?? null, bookings, looked, now },
  );
}

export async function endMassEdit(tx: HotelTx, now: Date): Promise<void> {
  await tx.run('UPDATE heyawari.mass_edits SET over_at = :now WHERE hotel_id = :hotel AND over_at IS NULL', {
    hotel: tx.hotel,
    now,
  });
}
