// The SQL of attempts: what each came to is a row of the log; with what they say of the messages of their bookings.
import type { MessageId } from '../../domain/ids.js';
import type { FailureClass, FailureCode, ImportFailure } from '../../domain/import-failure.js';
import { correlationId, currentUserId } from '../../platform/context.js';
import type { HotelTx } from '../../platform/database/index.js';
import type { Sealed } from '../../platform/encryption/index.js';
import type { MessageStatus } from './entry.js';
import type { After } from './transitions.js';

/** `due`: it waited for another, or was given up waiting for it, and is tried now. */
export type OutcomeKind = After<'applied' | 'overtaken'> | 'due';

/** What became of a message; `effect` and `turnAfter` as in the ledger's entry. */
export interface Outcome {
  readonly id: MessageId;
  readonly kind: OutcomeKind;
  readonly effect: number | undefined;
  readonly turnAfter: MessageId | undefined;
}

export interface Attempt {
  readonly message: MessageId;
  readonly trigger: 'initial' | 'retry' | 'manual';
  /** What a person did. */
  readonly action?: string | undefined;
  /** What the person said of it: it may name people. */
  readonly note?: Sealed | undefined;
  readonly status: MessageStatus;
  readonly failureClass: FailureClass | undefined;
  readonly failureCode: FailureCode | undefined;
  /** As in `ImportFailure`. */
  readonly failureParams?: ImportFailure['params'] | undefined;
  readonly durationMs: number;
}

const asRow = ({ note, ...attempt }: Attempt) => ({
  ...attempt,
  ...(note && { noteKey: note.keyId, note: note.bytes.toString('base64') }),
});

/** As a row of the log names it. */
export const triggerOf = ({ attempts }: { readonly attempts: number }): Attempt['trigger'] =>
  attempts === 0 ? 'initial' : 'retry';

/** What became of messages, and a row of the log for each attempt: in one statement, none where nothing is to be said. */
export async function saveOutcomes(
  tx: HotelTx,
  outcomes: readonly Outcome[],
  attempts: readonly Attempt[],
  at: Date,
): Promise<void> {
  if (outcomes.length + attempts.length === 0) return;
  await tx.run(
    `WITH became AS (
       SELECT * FROM jsonb_to_recordset(CAST(:outcomes AS jsonb)) AS b(id bigint, kind text, effect integer, "turnAfter" bigint)),
     ended AS (
       UPDATE heyawari.ota_import_cache c
          SET status = b.kind, finished_at = :at, effect = b.effect, turn_after = b."turnAfter",
              report_form = NULL, report_key_id = NULL, sealed_report = NULL,
              next_attempt_at = NULL, failure_class = NULL, failure_code = NULL, failure_params = NULL,
              attempts = attempts + CASE b.kind WHEN 'imported' THEN 1 ELSE 0 END
         FROM became b WHERE c.hotel_id = :hotel AND c.id = b.id AND b.kind <> 'due'),
     due AS (
       UPDATE heyawari.ota_import_cache c
          SET next_attempt_at = :at, turn_after = b."turnAfter", status = CASE status WHEN 'failed' THEN 'waiting' ELSE status END
         FROM became b WHERE c.hotel_id = :hotel AND c.id = b.id AND b.kind = 'due')
     INSERT INTO heyawari.ota_import_log
       (hotel_id, message_id, attempted_at, trigger, status, failure_class, failure_code, failure_params, duration_ms, correlation_id, action,
        user_id, note_key_id, sealed_note)
     SELECT :hotel, a.message, :at, a.trigger, a.status, a."failureClass", a."failureCode", a."failureParams", a."durationMs", :correlation,
            a.action, :user, a."noteKey", decode(a.note, 'base64')
       FROM jsonb_to_recordset(CAST(:attempts AS jsonb)) AS a(message bigint, trigger text, status text, "failureClass" text,
            "failureCode" text, "failureParams" jsonb, "durationMs" integer, action text, "noteKey" text, note text)`,
    {
      ...{ hotel: tx.hotel, at, correlation: correlationId() ?? null, user: currentUserId() ?? null },
      ...{ outcomes: JSON.stringify(outcomes), attempts: JSON.stringify(attempts.map(asRow)) },
    },
  );
}
