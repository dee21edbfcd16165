// Writing reservations by the PMS's own functions. They choose their own first free room; afterwards we move the nights to ours.
import { randomUUID } from 'node:crypto';
import type { BookedReport, XmlTree } from '../../domain/booking-report.js';
import type { HotelId, ReservationId, RoomId, RoomTypeId } from '../../domain/ids.js';
import type { Transaction } from '../../platform/database/index.js';
import {
  type HostPort,
  HostRefusal,
  type HostReservation,
  type SlotRoom,
  type WrittenReservation,
} from '../port.js';
import { withKanjiNames, withMemberName, withRoomCodes } from './document.js';
import { withoutPeople } from './explanation.js';
import { type OtaFunction, type ReservationFunctions, systemUser } from './functions.js';
import { typesByCode } from './inventory.js';
import { reservationsByNumber } from './reservations.js';
import { moveStay } from './rooms.js';
import { settle } from './slots.js';

type Writer = Pick<HostPort, 'writeNew' | 'writeChange' | 'writeCancellation'>;

/** Calls one of the functions on the transaction's own connection; its refusal becomes an exception, so that the savepoint undoes it. */
async function call(
  tx: Transaction,
  operation: string,
  run: OtaFunction,
  hotel: HotelId,
  document: XmlTree,
): Promise<void> {
  const result = await run(`heyawari-${randomUUID()}`, hotel, document, tx.client);
  if (result.success) return;
  const { error } = result;
  const reason =
    error instanceof Error ? error.message : typeof error === 'string' ? error : 'no reason given';
  throw new HostRefusal(operation, withoutPeople(reason, document));
}

/** The room types of the rooms and the codes of the types, as one message needs them. */
interface Codes {
  readonly typeOf: ReadonlyMap<RoomId, RoomTypeId>;
  readonly typeByCode: ReadonlyMap<string, RoomTypeId>;
}

async function codesOf(tx: Transaction, hotel: HotelId): Promise<Codes> {
  const rooms = await tx.rows<{ id: RoomId; room_type_id: RoomTypeId }>(
    `SELECT id, room_type_id FROM rooms WHERE hotel_id = :hotel`,
    { hotel },
  );
  return {
    typeOf: new Map(rooms.map((room) => [room.id, room.room_type_id])),
    typeByCode: await typesByCode(tx, hotel),
  };
}

const mappingCode = (typeId: RoomTypeId) => `HEYAWARI-${typeId}`;

/**
 * Runs `work` with a document whose room codes lead the PMS's function to the types of `rooms`. A type without a code gets a mapping row
 * that lives only inside the transaction.
 */
async function withCodesFor(
  tx: Transaction,
  hotel: HotelId,
  report: BookedReport,
  rooms: readonly SlotRoom[],
  codes: Codes,
  work: (document: XmlTree) => Promise<void>,
): Promise<void> {
  const codeOf = new Map([...codes.typeByCode].reverse().map(([code, typeId]) => [typeId, code]));
  const exchanged = new Map<number, string>();
  const lent: string[] = [];
  for (const { slot, typeId } of rooms) {
    const said = report.rooms.find((room) => room.slot === slot)?.nights[0]?.roomTypeCode ?? '';
    if (codes.typeByCode.get(said) === typeId) continue;
    const code = codeOf.get(typeId) ?? mappingCode(typeId);
    exchanged.set(slot, code);
    if (codeOf.has(typeId) || lent.includes(code)) continue;
    lent.push(code);
    await tx.run(
      `INSERT INTO sc_tl_rooms (hotel_id, room_type_id, rmtypecode, netrmtypegroupcode, netagtrmtypecode)
       VALUES (:hotel, :typeId, :code, :code, :code)`,
      { hotel, typeId, code },
    );
  }
  await work(withKanjiNames(withRoomCodes(report.document, exchanged)));
  if (lent.length === 0) return;
  await tx.run(`DELETE FROM sc_tl_rooms WHERE hotel_id = :hotel AND netagtrmtypecode = ANY(:lent)`, {
    hotel,
    lent,
  });
}

/** Brings what the function has just written to the chosen rooms. */
async function moveToChosenRooms(
  tx: Transaction,
  hotel: HotelId,
  written: HostReservation,
  report: BookedReport,
  rooms: readonly SlotRoom[],
  codes: Codes,
): Promise<WrittenReservation> {
  const settlement = settle(report, written.nights, rooms, codes.typeOf);
  for (const move of settlement.moves) await moveStay(tx, hotel, written.id, move.from, move.to);
  return { id: written.id, rooms: settlement.rooms };
}

/**
 * A cancellation with a charge leaves the last night active on its room (and counted in stock) although the reservation is cancelled;
 * the PMS's own full-fee form says the same with the night cancelled and billable.
 */
async function toFullFeeForm(tx: Transaction, hotel: HotelId, reservation: ReservationId): Promise<void> {
  await tx.run(
    `UPDATE reservation_details SET cancelled = gen_random_uuid(), billable = true, updated_by = ${systemUser}
      WHERE hotel_id = :hotel AND reservation_id = :reservation AND cancelled IS NULL`,
    { hotel, reservation },
  );
}

export function createWriter(
  functions: ReservationFunctions,
  cancellationCharge: 'full_fee' | 'leave',
): Writer {
  return {
    async writeNew(tx, hotel, report, rooms) {
      const codes = await codesOf(tx, hotel);
      await withCodesFor(tx, hotel, report, rooms, codes, (document) =>
        call(tx, 'add a reservation', functions.addOTAReservation, hotel, document),
      );
      const written = (await reservationsByNumber(tx, hotel, report.bookingNumber)).at(-1);
      if (!written)
        throw new HostRefusal('add a reservation', 'it reported success, but no reservation is there');
      return moveToChosenRooms(tx, hotel, written, report, rooms, codes);
    },

    async writeChange(tx, hotel, reservation, report, rooms) {
      const codes = await codesOf(tx, hotel);
      await withCodesFor(tx, hotel, report, rooms, codes, (document) =>
        call(tx, 'change a reservation', functions.editOTAReservation, hotel, withMemberName(document)),
      );
      const after = await reservationsByNumber(tx, hotel, report.bookingNumber);
      const written = after.find(({ id }) => id === reservation.id);
      if (!written)
        throw new HostRefusal('change a reservation', 'it reported success, but the reservation is gone');
      return moveToChosenRooms(tx, hotel, written, report, rooms, codes);
    },

    async writeCancellation(tx, hotel, reservation, report) {
      await call(tx, 'cancel a reservation', functions.cancelOTAReservation, hotel, report.document);
      if (cancellationCharge === 'full_fee') await toFullFeeForm(tx, hotel, reservation.id);
    },
  };
}
