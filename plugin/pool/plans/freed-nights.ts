// Nights of rooms that came free while bookings wait for one: noted by the database, whoever frees them, until nobody is left to offer them to.
import { eligibleUpgrades, type House } from '../../assignment/index.js';
import { heldKey } from '../../domain/booking-plan.js';
import { addDays, type HotelDate, hotelDate } from '../../domain/hotel-date.js';
import {
  type BookingPlanId,
  type HotelId,
  hotelId,
  type MessageId,
  messageId,
  type RoomTypeId,
  roomTypeId,
} from '../../domain/ids.js';
import type { HotelSql, HotelTx, Sql } from '../../platform/database/index.js';

/** A place in the order in which those who wait for a room are asked. */
export interface WaitingPlace {
  readonly checkIn: HotelDate;
  readonly message: MessageId;
}

/** A night of a physical room that came free. */
export interface FreedNight {
  readonly room: string;
  readonly night: HotelDate;
  /** Of the room. */
  readonly type: RoomTypeId;
  /** Who was offered it last, since it came free; those behind may still want it. */
  readonly offered: WaitingPlace | undefined;
}

/** The nights that came free and that nobody holds again. Under the hotel's lock: what is being freed must be there. */
export async function freedNights(tx: HotelTx): Promise<FreedNight[]> {
  await tx.run(
    `DELETE FROM heyawari.freed_nights f
      WHERE f.hotel_id = :hotel AND (
        EXISTS (SELECT FROM heyawari.room_nights n
                 WHERE n.hotel_id = :hotel AND n.physical_room = f.physical_room AND n.night = f.night)
        OR EXISTS (SELECT FROM heyawari.host_nights h
                    WHERE h.hotel_id = :hotel AND h.physical_room = f.physical_room AND h.night = f.night)
        OR NOT EXISTS (SELECT FROM heyawari.host_rooms r WHERE r.hotel_id = :hotel AND r.physical_room = f.physical_room))`,
    { hotel: tx.hotel },
  );
  const rows = await tx.rows<{
    room: string;
    night: string;
    type: number;
    check_in: string | null;
    message: string | null;
  }>(
    `SELECT DISTINCT f.physical_room AS room, to_char(f.night, 'YYYY-MM-DD') AS night, r.room_type_id AS type,
            to_char(f.offered_check_in, 'YYYY-MM-DD') AS check_in, f.offered_message AS message
       FROM heyawari.freed_nights f JOIN heyawari.host_rooms r ON r.hotel_id = :hotel AND r.physical_room = f.physical_room
      WHERE f.hotel_id = :hotel ORDER BY night, room, type LIMIT 5000`,
    { hotel: tx.hotel },
  );
  return rows.map(({ room, night, type, check_in: checkIn, message }) => ({
    room,
    night: hotelDate(night),
    type: roomTypeId(type),
    offered:
      checkIn === null || message === null
        ? undefined
        : { checkIn: hotelDate(checkIn), message: messageId(Number(message)) },
  }));
}

/** Who waits for a night of a longer stay is tried within the hour: all of its nights in all rooms of a type would be many rows. */
const mostNights = 60;

/**
 * Notes as freed what these stays without a room have held against later ones and hold no more: nobody has taken a row away that would tell. In
 * whichever rooms of their type nobody holds those nights; before the plans end. Answers with whether there is anything, and anybody whom that kept from a room.
 */
export async function noteGivenUp(
  tx: HotelTx,
  plans: readonly BookingPlanId[],
  from: HotelDate,
): Promise<boolean> {
  const noted = await tx.run(
    `INSERT INTO heyawari.freed_nights (hotel_id, physical_room, night)
     SELECT DISTINCT CAST(:hotel AS integer), r.physical_room, CAST(n.night AS date)
       FROM heyawari.booking_plans p
      CROSS JOIN LATERAL generate_series(GREATEST(p.check_in, CAST(:from AS date)), GREATEST(p.check_out - 1, p.check_in), interval '1 day') AS n(night)
       JOIN heyawari.host_rooms r ON r.hotel_id = :hotel AND r.room_type_id = p.booked_type_id
      WHERE p.hotel_id = :hotel AND p.id = ANY(:plans) AND p.room_state = 'unplaced' AND p.check_out - p.check_in <= ${mostNights}
        AND EXISTS (SELECT FROM heyawari.booking_plans o
                     WHERE o.hotel_id = :hotel AND o.room_state = 'unplaced' AND o.reason_key = :heldKey AND o.id <> ALL(:plans))
        AND NOT EXISTS (SELECT FROM heyawari.room_nights t
                         WHERE t.hotel_id = :hotel AND t.physical_room = r.physical_room AND t.night = n.night)
        AND NOT EXISTS (SELECT FROM heyawari.host_nights t
                         WHERE t.hotel_id = :hotel AND t.physical_room = r.physical_room AND t.night = n.night)
     ON CONFLICT DO NOTHING`,
    { hotel: tx.hotel, plans, from, heldKey },
  );
  return noted > 0;
}

export async function hotelsWithFreedNights(sql: Sql): Promise<HotelId[]> {
  const rows = await sql.rows<{ hotel_id: number }>('SELECT DISTINCT hotel_id FROM heyawari.freed_nights');
  return rows.map((row) => hotelId(row.hotel_id));
}

export async function hasFreedNights(sql: HotelSql): Promise<boolean> {
  return (
    (await sql.row('SELECT FROM heyawari.freed_nights WHERE hotel_id = :hotel LIMIT 1', {
      hotel: sql.hotel,
    })) !== undefined
  );
}

type NightKey = Pick<FreedNight, 'room' | 'night'>;

/** What has come of offering freed nights. */
export interface OfferedNights {
  /** Those that somebody tries to get now, and others may want after him. */
  readonly offered: readonly (NightKey & { readonly to: WaitingPlace })[];
  /** Those that nobody is left for, but for who tries to get them now. */
  readonly left: readonly NightKey[];
}

export async function saveOffered(tx: HotelTx, { offered, left }: OfferedNights): Promise<void> {
  await tx.run(
    `WITH gone AS (
       DELETE FROM heyawari.freed_nights f USING jsonb_to_recordset(CAST(:left AS jsonb)) AS l(room text, night date)
        WHERE f.hotel_id = :hotel AND f.physical_room = l.room AND f.night = l.night)
     UPDATE heyawari.freed_nights f SET offered_check_in = o.check_in, offered_message = o.message
       FROM jsonb_to_recordset(CAST(:offered AS jsonb)) AS o(room text, night date, check_in date, message bigint)
      WHERE f.hotel_id = :hotel AND f.physical_room = o.room AND f.night = o.night`,
    {
      hotel: tx.hotel,
      left: JSON.stringify(left.map(({ room, night }) => ({ room, night }))),
      offered: JSON.stringify(
        offered.map(({ room, night, to }) => ({ room, night, check_in: to.checkIn, message: to.message })),
      ),
    },
  );
}

/** A stay in a tentative room, which may go to another. */
export interface MovableStay {
  readonly bookedType: RoomTypeId;
  /** Of the room that it has. */
  readonly type: RoomTypeId;
  readonly checkIn: HotelDate;
  readonly checkOut: HotelDate;
}

/** Those that are there in any of the nights from `first` to `last`. */
export async function movableStays(tx: HotelTx, first: HotelDate, last: HotelDate): Promise<MovableStay[]> {
  const rows = await tx.rows<{ booked: number; type: number; check_in: string; check_out: string }>(
    `SELECT DISTINCT booked_type_id AS booked, room_type_id AS type, to_char(check_in, 'YYYY-MM-DD') AS check_in,
            to_char(check_out, 'YYYY-MM-DD') AS check_out
       FROM heyawari.booking_plans
      WHERE hotel_id = :hotel AND room_state = 'tentative' AND lock_cause IS NULL AND check_in <= :last AND check_out > :first
      LIMIT 5000`,
    { hotel: tx.hotel, first, last },
  );
  return rows.map((row) => ({
    bookedType: roomTypeId(row.booked),
    type: roomTypeId(row.type),
    checkIn: hotelDate(row.check_in),
    checkOut: hotelDate(row.check_out),
  }));
}

/** Whom a freed night may help: a stay booked as one of these types that has a night in `[from, to)`. */
export interface Opening {
  readonly freed: FreedNight;
  readonly from: HotelDate;
  readonly to: HotelDate;
  readonly bookedTypes: readonly RoomTypeId[];
}

/** The booked types that a room of each type may be given to without asking: its own, and those of which it is an upgrade by rule. Pure. */
export function servedTypes(house: House): ReadonlyMap<RoomTypeId, readonly RoomTypeId[]> {
  const served = new Map<RoomTypeId, RoomTypeId[]>();
  for (const { id: booked } of house.types) {
    const targets = eligibleUpgrades(house, booked, 'automatic').map(({ option }) => option.toTypeId);
    for (const type of [booked, ...targets]) served.set(type, [...(served.get(type) ?? []), booked]);
  }
  return served;
}

/**
 * A freed night helps who may have its room, and who may have a room that a movable stay would leave for it: one that is there in that
 * night. Longer chains are left to the hourly try, since nearly every night would be the end of one. Pure.
 */
export function openingsOf(
  freed: readonly FreedNight[],
  movable: readonly MovableStay[],
  served: ReadonlyMap<RoomTypeId, readonly RoomTypeId[]>,
): Opening[] {
  return freed.flatMap((one) => {
    const whose = served.get(one.type) ?? [one.type];
    const direct = { freed: one, from: one.night, to: addDays(one.night, 1), bookedTypes: whose };
    const byMoving = movable
      .filter(({ checkIn, checkOut }) => checkIn <= one.night && one.night < checkOut)
      .filter(({ bookedType }) => whose.includes(bookedType))
      .map(({ type, checkIn, checkOut }) => ({
        ...{ freed: one, from: checkIn, to: checkOut },
        bookedTypes: served.get(type) ?? [type],
      }));
    return [direct, ...byMoving];
  });
}
