// The SQL of a hotel's stops, in the transaction of whoever gives the command. Workers look there before they take a job.
import type { HotelSql, HotelTx } from '../database/index.js';

export interface Stop {
  readonly job: string;
  /** Of all hotels: taken back by command alone. */
  readonly everywhere: boolean;
  readonly stoppedAt: Date;
  /** A user of the PMS; undefined: by command. */
  readonly stoppedBy: number | undefined;
}

/** What is stopped in the hotel, that of all hotels included; at most two of a kind. */
export async function stopsIn(sql: HotelSql): Promise<Stop[]> {
  const rows = await sql.rows<Omit<Stop, 'stoppedBy'> & { readonly stoppedBy: number | null }>(
    `SELECT job, hotel_id = 0 AS everywhere, stopped_at AS "stoppedAt", stopped_by AS "stoppedBy"
       FROM heyawari.job_stops WHERE hotel_id IN (0, :hotel) ORDER BY job, hotel_id`,
    { hotel: sql.hotel },
  );
  return rows.map(({ stoppedBy, ...row }) => ({ ...row, stoppedBy: stoppedBy ?? undefined }));
}

/** Whether it was not stopped in the hotel before. */
export const stopIn = async (
  tx: HotelTx,
  job: string,
  { at, by }: { readonly at: Date; readonly by: number },
): Promise<boolean> =>
  (await tx.run(
    `INSERT INTO heyawari.job_stops (hotel_id, job, stopped_at, stopped_by) VALUES (:hotel, :job, :at, :by)
     ON CONFLICT DO NOTHING`,
    { hotel: tx.hotel, job, at, by },
  )) > 0;

/** Whether it was stopped in the hotel. */
export const goIn = async (tx: HotelTx, job: string): Promise<boolean> =>
  (await tx.run('DELETE FROM heyawari.job_stops WHERE hotel_id = :hotel AND job = :job', {
    hotel: tx.hotel,
    job,
  })) > 0;
