// The SQL of attempts: what each came to is a row of the log; with what they say of the messages of their bookings.
import type { MessageId } from '../../domain/ids.js';
import type { FailureClass } from '../../domain/import-failure.js';
import { correlationId } from '../../platform/context.js';
import type { HotelTx } from '../../platform/database/index.js';
import type { MessageStatus } from './ordering.js';

/** `due`: it waited for another, or was given up waiting for it, and is tried now. */
export type Outcome = 'imported' | 'superseded' | 'due';

export interface Attempt {
  readonly message: MessageId;
  readonly trigger: 'initial' | 'retry';
  readonly status: MessageStatus;
  readonly failureClass: FailureClass | undefined;
  readonly failureCode: string | undefined;
  readonly durationMs: number;
}

/** What became of messages, and a row of the log for each attempt: in one statement, none where nothing is to be said. */
export async function saveOutcomes(
  tx: HotelTx,
  outcomes: ReadonlyMap<MessageId, Outcome>,
  attempts: readonly Attempt[],
  at: Date,
): Promise<void> {
  if (outcomes.size + attempts.length === 0) return;
  const of = (wanted: Outcome) => [...outcomes].flatMap(([id, outcome]) => (outcome === wanted ? [id] : []));
  await tx.run(
    `WITH ended AS (
       UPDATE heyawari.ota_import_cache
          SET status = CASE WHEN id = ANY(:imported) THEN 'imported' ELSE 'superseded' END, finished_at = :at,
              next_attempt_at = NULL, failure_class = NULL, failure_code = NULL, failure_params = NULL,
              attempts = attempts + CASE WHEN id = ANY(:imported) THEN 1 ELSE 0 END
        WHERE hotel_id = :hotel AND (id = ANY(:imported) OR id = ANY(:superseded))),
     due AS (
       UPDATE heyawari.ota_import_cache SET next_attempt_at = :at, status = CASE WHEN status = 'failed' THEN 'waiting' ELSE status END
        WHERE hotel_id = :hotel AND id = ANY(:due))
     INSERT INTO heyawari.ota_import_log
       (hotel_id, message_id, attempted_at, trigger, status, failure_class, failure_code, duration_ms, correlation_id)
     SELECT :hotel, a.message, :at, a.trigger, a.status, a."failureClass", a."failureCode", a."durationMs", :correlation
       FROM jsonb_to_recordset(CAST(:attempts AS jsonb)) AS a(message bigint, trigger text, status text, "failureClass" text,
            "failureCode" text, "durationMs" integer)`,
    {
      ...{ hotel: tx.hotel, at, correlation: correlationId() ?? null, attempts: JSON.stringify(attempts) },
      ...{ imported: of('imported'), superseded: of('superseded'), due: of('due') },
    },
  );
}
