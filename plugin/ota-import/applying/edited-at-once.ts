// Whether what looks like a person's edit is one of many that came at once: a migration or a mass change, which nobody is to be asked about.
import type { ReservationId } from '../../domain/ids.js';
import type { ReservationState } from '../../domain/reservation-state.js';
import type { Host } from '../../host/port.js';
import type { HotelSql } from '../../platform/database/index.js';
import { editsOf, type RowHashing } from './fingerprint.js';
import { type KnownLeft, type Left, leftOf } from './left.js';
import { fingerprintsLeft } from '../ledger/booked-repository.js';

/** Bookings that are looked at: those that were imported last. */
const sampleSize = 200;
/** Fewer are a clerk's morning. */
const fewest = 20;
/** Of the bookings looked at. */
const mostShare = 0.05;

/** Pure: `moments` of the bookings that differ, `own` of the one in question. */
export const isAtOnce = (
  moments: readonly (string | undefined)[],
  own: string | undefined,
  sample: number,
) => {
  const same = moments.filter((moment) => moment === own).length;
  return same >= fewest && same > sample * mostShare;
};

interface Looking {
  readonly tx: HotelSql;
  readonly host: Pick<Host, 'reservationStates' | 'editedAt'>;
  readonly rowHashing: RowHashing;
}

/** `now`: the edited reservation. Asked only where its next change would be held. */
export async function isEditedAtOnce(
  { tx, host, rowHashing }: Looking,
  now: ReservationState,
): Promise<boolean> {
  const stored = await fingerprintsLeft<Left>(tx, sampleSize);
  const left = new Map<ReservationId, KnownLeft>();
  for (const { reservation, ...one } of stored) {
    const known = leftOf(one, rowHashing);
    // The newest first: what an earlier message left under another name of its company is no measure.
    if (known && reservation !== now.id && !left.has(reservation)) left.set(reservation, known);
  }
  if (left.size < fewest) return false;
  const states = await host.reservationStates(tx, [...left.keys()]);
  const differing = [...states.values()].filter((state) => {
    const known = left.get(state.id)!;
    return [...editsOf(known, state).keys()].some((part) => !known.persons.includes(part));
  });
  if (differing.length < fewest) return false;
  const moments = await host.editedAt(tx, [now, ...differing]);
  return isAtOnce(
    differing.map(({ id }) => moments.get(id)),
    moments.get(now.id),
    left.size,
  );
}
