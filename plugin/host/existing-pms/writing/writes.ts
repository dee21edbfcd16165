// Writing reservations by the PMS's own functions. They choose their own first free room; afterwards we move the nights to ours.
import type { BookedReport, XmlTree } from '../../../domain/booking-report.js';
import type { ReservationId, RoomTypeId } from '../../../domain/ids.js';
import {
  type HostPort,
  HostRefusal,
  type HostReservation,
  type RoomInventory,
  type SlotRoom,
  type HostHotelTx,
} from '../../port.js';
import { withKanjiNames, withMemberName, withRoomCodes } from './document.js';
import { type ReservationFunctions, systemUser } from '../functions.js';
import { call, write } from '../gate.js';
import type { WhereWritten } from '../booking-seen.js';
import { nightsWritten, whereWritten } from '../reading/reservations.js';
import { readMastersAnew } from '../masters-read-once.js';
import { foundByNumber } from './same-number.js';
import { exchangeRooms, moveStays } from './rooms.js';
import { settle } from './slots.js';

type Writer = Pick<HostPort, 'writeNew' | 'writeChange' | 'writeCancellation'>;

const mappingCode = (typeId: RoomTypeId) => `HEYAWARI-${typeId}`;

/** The first code that leads to the type, if any does. */
function codeFor({ typeByCode }: RoomInventory, typeId: RoomTypeId): string | undefined {
  for (const [code, type] of typeByCode) if (type === typeId) return code;
  return undefined;
}

/**
 * Runs `work` with a document whose room codes lead the PMS's function to the types of `rooms`. A type without a code gets a mapping row
 * that lives only inside the transaction.
 */
async function withCodesFor<T>(
  tx: HostHotelTx,
  report: BookedReport,
  rooms: readonly SlotRoom[],
  inventory: RoomInventory,
  work: (document: XmlTree) => Promise<T>,
): Promise<T> {
  const exchanged = new Map<number, string>();
  const lent: string[] = [];
  for (const { slot, typeId } of rooms) {
    const said = report.rooms.find((room) => room.slot === slot)?.nights[0]?.roomTypeCode ?? '';
    if (inventory.typeByCode.get(said) === typeId) continue;
    const known = codeFor(inventory, typeId);
    const code = known ?? mappingCode(typeId);
    exchanged.set(slot, code);
    if (known !== undefined || lent.includes(code)) continue;
    lent.push(code);
    readMastersAnew(tx);
    await write(
      tx,
      `INSERT INTO sc_tl_rooms (hotel_id, room_type_id, rmtypecode, netrmtypegroupcode, netagtrmtypecode)
       VALUES (:hotel, :typeId, :code, :code, :code)`,
      { hotel: tx.hotel, typeId, code },
    );
  }
  const done = await work(withKanjiNames(withRoomCodes(report.document, exchanged)));
  if (lent.length === 0) return done;
  await write(tx, `DELETE FROM sc_tl_rooms WHERE hotel_id = :hotel AND netagtrmtypecode = ANY(:lent)`, {
    hotel: tx.hotel,
    lent,
  });
  return done;
}

/** Brings what the function has just written to the chosen rooms. */
async function moveToChosenRooms(
  tx: HostHotelTx,
  written: WhereWritten,
  report: BookedReport,
  rooms: readonly SlotRoom[],
  inventory: RoomInventory,
): Promise<ReservationId> {
  const concerned = new Set([...written.nights, ...rooms].map(({ roomId }) => roomId));
  const roomById = new Map(
    inventory.rooms.filter(({ id }) => concerned.has(id)).map((room) => [room.id, room]),
  );
  const settlement = settle(report, written.nights, rooms, roomById);
  await moveStays(
    tx,
    settlement.moves.map(({ from, to }) => ({
      ...{ reservation: written.id, from: roomById.get(from)!, to: roomById.get(to)! },
    })),
  );
  if (settlement.exchanged.length > 0) await exchangeRooms(tx, written.id, settlement.exchanged);
  return written.id;
}

/**
 * A cancellation with a charge leaves the last night active on its room (and counted in stock) although the reservation is cancelled;
 * the PMS's own full-fee form says the same with the night cancelled and billable.
 */
async function toFullFeeForm(tx: HostHotelTx, reservation: ReservationId): Promise<void> {
  await write(
    tx,
    `UPDATE reservation_details SET cancelled = gen_random_uuid(), billable = true, updated_by = ${systemUser}
      WHERE hotel_id = :hotel AND reservation_id = :reservation AND cancelled IS NULL`,
    { hotel: tx.hotel, reservation },
  );
}

const nightsOf = (report: BookedReport) => report.rooms.reduce((sum, room) => sum + room.nights.length, 0);

/** The PMS deletes all nights and writes them anew; the reservation itself is heard of where its dates or its cancellation change. */
function heldByChange(before: HostReservation, report: BookedReport): number {
  const sameDates = before.checkIn === report.checkIn && before.checkOut === report.checkOut;
  const reservation = sameDates && before.status !== 'cancelled' ? 0 : 1;
  return before.nights.length + nightsOf(report) + reservation;
}

/** The PMS's edit makes every reservation one of a guest who has not come. */
async function putBackPresence(tx: HostHotelTx, { id, status }: HostReservation): Promise<void> {
  if (status !== 'checked_in' && status !== 'checked_out') return;
  await write(tx, 'UPDATE reservations SET status = :status WHERE hotel_id = :hotel AND id = :reservation', {
    hotel: tx.hotel,
    reservation: id,
    status,
  });
}

export function createWriter(
  functions: ReservationFunctions,
  cancellationCharge: 'full_fee' | 'leave',
): Writer {
  return {
    async writeNew(tx, others, report, rooms, inventory) {
      const seen = await withCodesFor(tx, report, rooms, inventory, (document) =>
        call(tx, 'add a reservation', functions.addOTAReservation, tx.hotel, document),
      );
      const nights = nightsOf(report);
      tx.hold(nights + 1);
      const written = seen.where(nights) ?? (await whereWritten(tx, report.bookingNumber, others));
      if (!written)
        throw new HostRefusal('add a reservation', 'it reported success, but no reservation is there');
      return moveToChosenRooms(tx, written, report, rooms, inventory);
    },

    async writeChange(tx, target, report, rooms, inventory) {
      const { reservation } = target;
      await withCodesFor(tx, report, rooms, inventory, (document) =>
        foundByNumber(tx, target, report.bookingNumber, () =>
          call(tx, 'change a reservation', functions.editOTAReservation, tx.hotel, withMemberName(document)),
        ),
      );
      await putBackPresence(tx, reservation);
      tx.hold(heldByChange(reservation, report));
      const written = await nightsWritten(tx, reservation.id);
      if (!written)
        throw new HostRefusal('change a reservation', 'it reported success, but the reservation is gone');
      return moveToChosenRooms(tx, written, report, rooms, inventory);
    },

    async writeCancellation(tx, target, report) {
      const { reservation } = target;
      await foundByNumber(tx, target, report.bookingNumber, () =>
        call(tx, 'cancel a reservation', functions.cancelOTAReservation, tx.hotel, report.document),
      );
      tx.hold(1);
      if (cancellationCharge === 'full_fee') await toFullFeeForm(tx, reservation.id);
    },
  };
}
