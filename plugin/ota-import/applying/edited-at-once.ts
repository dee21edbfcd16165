// Whether what looks like people's edits is one of many that came at once: a migration or a mass change, which nobody is to be asked about, and of
// which everybody is told once.
import type { HotelId, ReservationId } from '../../domain/ids.js';
import type { ReservationState } from '../../domain/reservation-state.js';
import type { Host } from '../../host/port.js';
import { type HotelSql, hotelTransaction, type HotelTx } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import { fingerprintsLeft } from '../ledger/booked-repository.js';
import type { IdentityKeys } from '../ledger/identity-keys.js';
import {
  endMassEdit,
  isKnownMassEdit,
  type MassEdit,
  massEditOf,
  saveMassEdit,
} from '../reporting/mass-edits-repository.js';
import { editsOf, rowHashing, type RowHashing } from './fingerprint.js';
import { type KnownLeft, type Left, leftOf } from './left.js';

/** Bookings that are looked at: those that were imported last. */
const sampleSize = 200;
/** Fewer are a clerk's morning. */
const fewest = 20;
/** Of the bookings looked at. */
const mostShare = 0.05;

/** Pure: whether so many bookings of those that were looked at came to differ in one moment. */
export const isAtOnce = (bookings: number, looked: number): boolean =>
  bookings >= fewest && bookings > looked * mostShare;

/**
 * Pure: by the moment at which each came to differ, those that did at once; of several `standing`, as long as it is one, else the most. Of what
 * the log tells nothing, nobody knows whether it was at once, unless it was found to be.
 */
export function massEditIn(
  moments: readonly (string | undefined)[],
  looked: number,
  standing: Pick<MassEdit, 'moment'> | undefined,
): MassEdit | undefined {
  const isStanding = ({ moment }: Pick<MassEdit, 'moment'>) =>
    standing !== undefined && moment === standing.moment;
  const found = [...Map.groupBy(moments, (moment) => moment)]
    .map(([moment, same]): MassEdit => ({ moment, bookings: same.length, looked }))
    .filter((one) => isAtOnce(one.bookings, looked) && (one.moment !== undefined || isStanding(one)))
    .sort((a, b) => b.bookings - a.bookings);
  return found.find(isStanding) ?? found[0];
}

interface Looking<S extends HotelSql = HotelSql> {
  readonly tx: S;
  readonly host: Pick<Host, 'reservationStates' | 'editedAt'>;
  readonly rowHashing: RowHashing;
}

/** What stands there now, and where the PMS's log stood when the import left it. */
interface Differing {
  readonly state: ReservationState;
  readonly since: number;
}

interface Looked {
  readonly looked: number;
  readonly differing: readonly Differing[];
}

async function lookAt({ tx, host, rowHashing: hashing }: Looking, but?: ReservationId): Promise<Looked> {
  const stored = await fingerprintsLeft<Left>(tx, sampleSize);
  const left = new Map<ReservationId, KnownLeft>();
  for (const { reservation, ...one } of stored) {
    const known = leftOf(one, hashing);
    // The newest first: what an earlier message left under another name of its company is no measure.
    if (known && reservation !== but && !left.has(reservation)) left.set(reservation, known);
  }
  if (left.size < fewest) return { looked: left.size, differing: [] };
  const states = await host.reservationStates(tx, [...left.keys()]);
  const differing = [...states.values()].flatMap((state) => {
    const known = left.get(state.id)!;
    const isTheirs = [...editsOf(known, state).keys()].some((part) => !known.persons.includes(part));
    return isTheirs ? [{ state, since: known.logPosition }] : [];
  });
  return { looked: left.size, differing };
}

/** The edited reservation is asked about only where its next change would be held; what it is one of is told. */
export async function isEditedAtOnce(
  looking: Looking<HotelTx> & { readonly platform: Telling },
  edited: Differing,
): Promise<boolean> {
  const { tx, host } = looking;
  const { id } = edited.state;
  const own = (await host.editedAt(tx, [edited])).get(id);
  if (own !== undefined && (await isKnownMassEdit(tx, own))) return true;
  const { looked, differing } = await lookAt(looking, id);
  if (differing.length < fewest) return false;
  const moments = await host.editedAt(tx, differing);
  const bookings = differing.filter(({ state }) => moments.get(state.id) === own).length;
  if (!isAtOnce(bookings, looked)) return false;
  await raise(looking, { moment: own, bookings, looked });
  return true;
}

type Telling = Pick<Platform, 'clock' | 'events' | 'logger'>;

/** The alert, once; it is counted anew while it stands. */
async function raise(
  { tx, platform: { clock, events, logger } }: { readonly tx: HotelTx; readonly platform: Telling },
  found: MassEdit,
): Promise<void> {
  const standing = await massEditOf(tx);
  await saveMassEdit(tx, found, clock.now());
  if (standing) return;
  await events.record(tx, 'import-health');
  const { bookings, looked } = found;
  logger.error('many bookings of a hotel were edited at once: none is held for it', {
    ...{ hotelId: tx.hotel, bookings, looked },
  });
}

export interface MassEditParts {
  readonly platform: Telling & Pick<Platform, 'database'>;
  readonly host: Looking['host'];
  readonly identityKeys: Pick<IdentityKeys, 'rowKey'>;
}

/** Whether many bookings of the hotel differ at once, before a message meets one of them, and whether they still do. */
export async function lookForMassEdits(
  { platform, host, identityKeys }: MassEditParts,
  hotel: HotelId,
): Promise<void> {
  await hotelTransaction(platform.database, hotel, async (tx) => {
    const key = await identityKeys.rowKey(tx);
    // Nothing can be compared: whether few are left nobody knows.
    if (!key) return;
    const hashing = rowHashing(key);
    const { looked, differing } = await lookAt({ tx, host, rowHashing: hashing });
    const standing = await massEditOf(tx);
    const moments = differing.length < fewest ? undefined : await host.editedAt(tx, differing);
    const found =
      moments &&
      massEditIn(
        differing.map(({ state: { id } }) => moments.get(id)),
        looked,
        standing,
      );
    if (found) return raise({ tx, platform }, found);
    if (!standing) return;
    await endMassEdit(tx, platform.clock.now());
    await platform.events.record(tx, 'import-health');
    platform.logger.info('few of the bookings that were edited at once are left', { hotelId: hotel });
  });
}
