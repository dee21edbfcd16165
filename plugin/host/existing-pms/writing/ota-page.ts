// Keeps the PMS's own OTA page filled: its received answers and its reservation queue.
import { type HotelId, hotelId } from '../../../domain/ids.js';
import type { HotelTx, Sql } from '../../../platform/database/index.js';
import type { QueueEntry, QueueOutcome } from '../../port.js';

/** The column is of type XML: a body that PostgreSQL cannot read as XML stays out of the PMS's page (our own copy has it). */
export async function recordResponse(tx: HotelTx, service: string, body: string): Promise<void> {
  // Named once: a value is sent as often as it is named, and this one may have megabytes.
  await tx.run(
    `INSERT INTO xml_responses (hotel_id, name, received_at, response)
     SELECT :hotel, :service, CURRENT_TIMESTAMP, XMLPARSE(DOCUMENT b.body)
       FROM (SELECT CAST(:body AS text) AS body) AS b
      WHERE xml_is_well_formed_document(b.body)`,
    { hotel: tx.hotel, service, body: body.replace(/^\s*<\?xml[^>]*\?>/, '') },
  );
}

export async function recordQueueEntries(tx: HotelTx, entries: readonly QueueEntry[]): Promise<void> {
  // One statement cannot write the same row twice.
  const last = new Map(entries.map((entry) => [entry.report.dataId, entry]));
  await tx.run(
    `INSERT INTO ota_reservation_queue (hotel_id, ota_reservation_id, transaction_id, reservation_data, status, conflict_details)
     SELECT :hotel, e.number, e."dataId", e.document, e.status, e.problem
       FROM jsonb_to_recordset(CAST(:entries AS jsonb))
         AS e(number text, "dataId" text, document jsonb, status text, problem jsonb)
     ON CONFLICT (hotel_id, transaction_id) DO UPDATE
       SET status = EXCLUDED.status, conflict_details = EXCLUDED.conflict_details, updated_at = CURRENT_TIMESTAMP`,
    {
      hotel: tx.hotel,
      entries: JSON.stringify(
        [...last.values()].map(({ report, status, problem }) => ({
          number: report.bookingNumber,
          dataId: report.dataId,
          document: report.document,
          status,
          problem: problem === undefined ? null : { error: problem },
        })),
      ),
    },
  );
}

/** Its page shows the newest 100. */
const newestRows = 5_000;

export async function pendingQueueEntries(sql: Sql): Promise<Map<HotelId, string[]>> {
  const rows = await sql.rows<{ hotel: number; dataIds: string[] }>(
    `SELECT hotel_id AS hotel, array_agg(transaction_id) AS "dataIds"
       FROM (SELECT hotel_id, transaction_id, status FROM ota_reservation_queue ORDER BY id DESC LIMIT ${newestRows}) AS newest
      WHERE status = 'pending' GROUP BY hotel_id`,
  );
  return new Map(rows.map(({ hotel, dataIds }) => [hotelId(hotel), dataIds]));
}

export async function settleQueueEntries(
  tx: HotelTx,
  outcomes: readonly QueueOutcome[],
  where: 'pending' | 'any',
): Promise<void> {
  if (outcomes.length === 0) return;
  const last = new Map(outcomes.map((outcome) => [outcome.dataId, outcome]));
  await tx.run(
    `UPDATE ota_reservation_queue AS q SET status = o.status, conflict_details = o.problem, updated_at = CURRENT_TIMESTAMP
       FROM jsonb_to_recordset(CAST(:outcomes AS jsonb)) AS o("dataId" text, status text, problem jsonb),
            (SELECT id FROM ota_reservation_queue
              WHERE hotel_id = :hotel AND (status = 'pending' OR :where = 'any') AND transaction_id = ANY(:dataIds) FOR UPDATE SKIP LOCKED) AS free
      WHERE q.hotel_id = :hotel AND q.id = free.id AND q.transaction_id = o."dataId"`,
    {
      ...{ hotel: tx.hotel, where, dataIds: [...last.keys()] },
      outcomes: JSON.stringify(
        [...last.values()].map(({ problem, ...outcome }) => ({
          ...outcome,
          problem: problem && { error: problem },
        })),
      ),
    },
  );
}
