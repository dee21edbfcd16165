// The SQL of outlooks: one row for each hotel, the newest.
import type { HotelDate } from '../../domain/hotel-date.js';
import type { HotelSql } from '../../platform/database/index.js';
import { fromStored, noOutlook, type Outlook, type StoredOutlook, toStored } from './outlook.js';

export async function saveOutlook(sql: HotelSql, date: HotelDate, outlook: Outlook): Promise<void> {
  await sql.run(
    `INSERT INTO heyawari.outlooks (hotel_id, business_date, outlook) VALUES (:hotel, :date, :outlook)
     ON CONFLICT (hotel_id) DO UPDATE SET business_date = :date, outlook = :outlook`,
    { hotel: sql.hotel, date, outlook: JSON.stringify(toStored(outlook)) },
  );
}

/** Of the nightly run of `date` or, until that has been, of the day before; none where no run has been so lately. */
export async function outlookFor(sql: HotelSql, date: HotelDate): Promise<Outlook> {
  const row = await sql.row<{ outlook: StoredOutlook }>(
    `SELECT outlook FROM heyawari.outlooks
      WHERE hotel_id = :hotel AND business_date BETWEEN CAST(:date AS date) - 1 AND CAST(:date AS date)`,
    { hotel: sql.hotel, date },
  );
  return row ? fromStored(row.outlook) : noOutlook;
}
