// Words of SQL: how often in a row a message has met a fault of the system, which is what its tries are counted by (O5).
import { failureCodes, importFailure } from '../../domain/import-failure.js';

const counted = failureCodes.filter((code) => importFailure(code).retry === 'backoff');

/** Whether a try that failed so counts. */
export const isCounted = (code: string | undefined): boolean => counted.some((one) => one === code);

/**
 * Of a message by the name `message`, an integer. Hourly tries for a room or for what a code means do not count, or a booking that has waited
 * for a room all day would be given up at the first fault; being locked out counts as none, and ends no row.
 */
export const systemTries = (message: string): string =>
  `CASE WHEN ${message}.failure_class = 'system_error' THEN (
     SELECT CAST(count(*) AS integer) FROM heyawari.ota_import_log l
      WHERE l.hotel_id = ${message}.hotel_id AND l.message_id = ${message}.id
        AND l.failure_code IN (${counted.map((code) => `'${code}'`).join(', ')})
        AND l.id > COALESCE((SELECT max(o.id) FROM heyawari.ota_import_log o
              WHERE o.hotel_id = ${message}.hotel_id AND o.message_id = ${message}.id AND o.failure_class IS DISTINCT FROM 'system_error'), 0))
   ELSE 0 END`;
