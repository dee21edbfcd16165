// What is stored of a reservation that the import has written, as the build that stored it understands it.
import type { Part } from '../../domain/reservation-state.js';
import type { StoredFingerprint } from '../ledger/booked-repository.js';
import type { Fingerprint, LeftRows, RowHashing } from './fingerprint.js';

export interface Left {
  readonly rows: Fingerprint;
  /** Parts that hold what a person made of them: there `rows` is what the agency says. */
  readonly persons: readonly Part[];
  readonly logPosition: number;
  /** Rows of the PMS that it consisted of. */
  readonly rowCount: number;
}

/** What can be compared with what stands there now. */
export interface KnownLeft extends Left, LeftRows, Pick<StoredFingerprint, 'form'> {}

/** Of a form that is not ours, nothing can be compared. */
export function leftOf(
  stored: StoredFingerprint<Left> | undefined,
  hashing: RowHashing,
): KnownLeft | undefined {
  const hashOf = stored && hashing.hashOfForm(stored.form);
  return hashOf && { ...stored.content, form: stored.form, hashOf };
}
