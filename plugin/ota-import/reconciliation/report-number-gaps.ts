// Numbers that an agency seems to have skipped (O2): a hint that a message never came, and no more. Told as a finding until it comes.
import type { HotelId } from '../../domain/ids.js';
import { hotelTransaction, type HotelTx } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import { allKnownSince } from '../ledger/housekeeping.js';
import { newNumberingAt } from '../ledger/order.js';
import { gapKind } from './findings.js';
import { type Found, saveFound, settleOthers } from './findings-repository.js';

/** The newest numbers of an agency that are looked at; what lies further back is over. */
const numbersKnown = 500;
/** What is sent close together may arrive in any order. */
const patienceMinutes = 10;
/** After which nobody asks any more. */
const toldDays = 30;

interface Gap {
  readonly agency: string;
  readonly first: number;
  readonly last: number;
  readonly missing: number;
  readonly since: string;
}

/** By agency: the missing numbers, and since when a number above them has been here; of what followed a message before `known` nobody knows. Skips from agency to agency along their index. */
async function gapsOf(tx: HotelTx, now: Date, known: Date): Promise<Gap[]> {
  const before = new Date(now.getTime() - patienceMinutes * 60_000);
  const after = new Date(now.getTime() - toldDays * 24 * 3_600_000);
  return tx.rows<Gap>(
    `WITH RECURSIVE agencies AS (
       (SELECT agency FROM heyawari.ota_import_cache WHERE hotel_id = :hotel AND report_number IS NOT NULL ORDER BY agency LIMIT 1)
       UNION ALL
       SELECT (SELECT c.agency FROM heyawari.ota_import_cache c
                WHERE c.hotel_id = :hotel AND c.report_number IS NOT NULL AND c.agency > a.agency ORDER BY c.agency LIMIT 1)
         FROM agencies a WHERE a.agency IS NOT NULL),
     gaps AS (
       SELECT a.agency, n.number, n.below,
              (SELECT min(c.received_at) FROM heyawari.ota_import_cache c
                WHERE c.hotel_id = :hotel AND c.agency = a.agency AND c.report_number = n.number) AS since
         FROM agencies a
        CROSS JOIN LATERAL (
          SELECT number, lag(number) OVER (ORDER BY number) AS below
            FROM (SELECT report_number AS number FROM heyawari.ota_import_cache
                   WHERE hotel_id = :hotel AND agency = a.agency AND report_number IS NOT NULL
                   ORDER BY report_number DESC LIMIT ${numbersKnown}) AS newest) AS n
        WHERE a.agency IS NOT NULL AND n.number - n.below BETWEEN 2 AND ${newNumberingAt}
          AND EXISTS (SELECT FROM heyawari.ota_import_cache c
                       WHERE c.hotel_id = :hotel AND c.agency = a.agency AND c.report_number = n.below AND c.received_at > :known))
     SELECT agency, CAST(min(below) + 1 AS double precision) AS first, CAST(max(number) - 1 AS double precision) AS last,
            CAST(sum(number - below - 1) AS integer) AS missing, to_char(min(since) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since
       FROM gaps WHERE since BETWEEN :after AND :before GROUP BY agency`,
    { hotel: tx.hotel, before, after, known },
  );
}

const asFinding = ({ agency, ...details }: Gap): Found => ({
  ...{ kind: gapKind, subject: agency, agency, details },
  ...{ bookingNumber: undefined, reservation: undefined, message: undefined },
  ...{ checkIn: undefined, checkOut: undefined },
});

/** Tells of new gaps and of those that were filled, in one transaction. */
export const lookForGaps = (platform: Platform, hotel: HotelId): Promise<void> => {
  const { database, clock, events } = platform;
  return hotelTransaction(database, hotel, async (tx) => {
    const now = clock.now();
    const gaps = await gapsOf(tx, now, allKnownSince(platform));
    const changed = await saveFound(tx, gaps.map(asFinding), undefined, now);
    const over = await settleOthers(
      tx,
      gapKind,
      gaps.map(({ agency }) => agency),
      now,
    );
    if (changed + over > 0) await events.record(tx, 'imports');
  });
};
