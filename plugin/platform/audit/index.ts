// The audit log: who did what, when, to what; in the transaction of the deed, and never changed afterwards (N5).
import type { Clock } from '../../domain/clock.js';
import type { HotelId } from '../../domain/ids.js';
import { correlationId, currentUserId } from '../context.js';
import type { Transaction } from '../database/index.js';

export interface AuditEntry {
  readonly hotelId: HotelId;
  /** What was done, as dotted words: `booking-plan.lock`. */
  readonly action: string;
  /** To what: `booking-plan:12`. */
  readonly subject: string;
  /** What a later reader needs, old and new values for one; identifiers and numbers, no personal data. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface Audit {
  /** The user and the correlation id are those of the request or job that runs. */
  record(tx: Transaction, entry: AuditEntry): Promise<void>;
}

export const createAudit = (clock: Clock): Audit => ({
  async record(tx, { hotelId, action, subject, details = {} }) {
    await tx.run(
      `INSERT INTO heyawari.audit_log (hotel_id, at, user_id, correlation_id, action, subject, details)
       VALUES (:hotelId, :at, :userId, :correlationId, :action, :subject, :details)`,
      {
        hotelId,
        at: clock.now(),
        userId: currentUserId() ?? null,
        correlationId: correlationId() ?? null,
        action,
        subject,
        details: JSON.stringify(details),
      },
    );
  },
});
