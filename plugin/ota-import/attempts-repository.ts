// The SQL of attempts: what each came to is a row of the log; a success also settles its message and what that says of its booking's others.
import type { HotelId, MessageId } from '../domain/ids.js';
import type { FailureClass } from '../domain/import-failure.js';
import { correlationId } from '../platform/context.js';
import type { Transaction } from '../platform/database/index.js';
import type { MessageStatus } from './ordering.js';

export interface Attempt {
  readonly message: MessageId;
  readonly trigger: 'initial' | 'retry';
  readonly status: MessageStatus;
  readonly failureClass: FailureClass | undefined;
  readonly failureCode: string | undefined;
  readonly durationMs: number;
}

const insertLog = `INSERT INTO heyawari.ota_import_log
       (hotel_id, message_id, attempted_at, trigger, status, failure_class, failure_code, duration_ms, correlation_id)
     SELECT :hotel, a.message, :at, a.trigger, a.status, a."failureClass", a."failureCode", a."durationMs", :correlation
       FROM jsonb_to_recordset(CAST(:attempts AS jsonb)) AS a(message bigint, trigger text, status text, "failureClass" text,
            "failureCode" text, "durationMs" integer)`;

const logged = (hotel: HotelId, attempts: readonly Attempt[], at: Date) => ({
  ...{ hotel, at, correlation: correlationId() ?? null },
  attempts: JSON.stringify(attempts),
});

export async function logAttempts(
  tx: Transaction,
  hotel: HotelId,
  attempts: readonly Attempt[],
  at: Date,
): Promise<void> {
  if (attempts.length > 0) await tx.run(insertLog, logged(hotel, attempts, at));
}

/** What the success of a message says of the others of its booking. */
export interface Consequences {
  /** They had come before it, and have nothing left to say. */
  readonly superseded: readonly MessageId[];
  /** They waited for it, or were given up waiting for it. */
  readonly woken: readonly MessageId[];
}

/** The message has taken effect: it and what it settles end for good, what waited for it is due at once, and the log has its attempt. */
export async function settleImported(
  tx: Transaction,
  hotel: HotelId,
  attempt: Attempt,
  { superseded, woken }: Consequences,
  at: Date,
): Promise<void> {
  await tx.run(
    `WITH settled AS (
       UPDATE heyawari.ota_import_cache
          SET status = CASE WHEN id = :message THEN 'imported' ELSE 'superseded' END, finished_at = :at, next_attempt_at = NULL,
              failure_class = NULL, failure_code = NULL, failure_params = NULL,
              attempts = attempts + CASE WHEN id = :message THEN 1 ELSE 0 END
        WHERE hotel_id = :hotel AND id = ANY(:ended)),
     woken AS (
       UPDATE heyawari.ota_import_cache SET next_attempt_at = :at, status = CASE WHEN status = 'failed' THEN 'waiting' ELSE status END
        WHERE hotel_id = :hotel AND id = ANY(:woken))
     ${insertLog}`,
    {
      ...logged(hotel, [attempt], at),
      ...{ message: attempt.message, woken, ended: [attempt.message, ...superseded] },
    },
  );
}
