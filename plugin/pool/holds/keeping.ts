// Makes and ends the 押さえ of stays without a room, and tells which of them are still ours: in the caller's transaction, under the hotel's lock.
import { spanOf } from '../../assignment/index.js';
import type { BookingPlan } from '../../domain/booking-plan.js';
import { addDays, dayNumber, fromDayNumber, type HotelDate, nightsBetween } from '../../domain/hotel-date.js';
import type { BookingNumber, BookingPlanId, PhysicalRoom } from '../../domain/ids.js';
import type { Room } from '../../domain/room.js';
import type { HostHotelTx, HostPort, HostReservation } from '../../host/port.js';
import type { HotelSql, HotelTx } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import { nothingGivenUp, type Occupancy } from '../occupancy/occupancy.js';
import { settleNights } from '../plans/nights-repository.js';
import { type FittingStay, fittingNights, type NightsInRoom } from './fitting-nights.js';
import { forgetHolds, holdNoMore, holdsOfPlans, saveHolds, type StayHold } from './holds-repository.js';

export interface HoldParts {
  readonly platform: Pick<Platform, 'clock'>;
  readonly host: HostPort;
}

/** A stay without a room for which nights may be held. */
export interface StayToHold extends FittingStay {
  readonly plan: BookingPlanId;
  readonly bookingNumber: BookingNumber;
}

export const toHold = (plan: BookingPlan): StayToHold => ({ ...plan, plan: plan.id });

export interface NightsToHold extends NightsInRoom {
  readonly stay: StayToHold;
}

/** Whether the PMS holds exactly what was made; whoever has changed it since has made it his own. */
function isAsMade({ room, from, to }: StayHold, reservation: HostReservation | undefined): boolean {
  if (reservation?.status !== 'block') return false;
  const { nights } = reservation;
  return (
    nights.length === nightsBetween(from, to) &&
    nights.every(({ roomId, date }) => roomId === room && from <= date && date < to)
  );
}

/** Which of these the PMS has as they were made, and which somebody has changed, or deleted, there. */
export async function comparedWithPms(
  host: HostPort,
  sql: HotelSql,
  holds: readonly StayHold[],
): Promise<{ readonly standing: StayHold[]; readonly changed: StayHold[] }> {
  const found = await host.reservations(
    sql,
    holds.map(({ reservation }) => reservation),
  );
  const byId = new Map(found.map((one) => [one.id, one]));
  const { standing = [], changed = [] } = Object.groupBy(holds, (hold) =>
    isAsMade(hold, byId.get(hold.reservation)) ? 'standing' : 'changed',
  );
  return { standing, changed };
}

/** The 押さえ of these stays. What somebody has changed in the PMS is forgotten, and nothing is held by itself any more for its stay. */
export async function standingHolds(
  { platform, host }: HoldParts,
  tx: HotelTx,
  plans: readonly BookingPlanId[],
): Promise<StayHold[]> {
  const { standing, changed } = await comparedWithPms(host, tx, await holdsOfPlans(tx, plans));
  if (changed.length === 0) return standing;
  await forgetHolds(
    tx,
    changed.map(({ reservation }) => reservation),
  );
  const given = [...new Set(changed.map(({ plan }) => plan))];
  await holdNoMore(tx, given, { user: undefined, at: platform.clock.now() });
  return standing;
}

/** What could be held now for stays beside what is held for them already; each takes what those before it have left. Pure. */
export function whatFits(
  stays: readonly StayToHold[],
  occupancy: Occupancy,
  today: HotelDate,
  holds: readonly StayHold[],
): NightsToHold[] {
  const doorOf = new Map(occupancy.house.rooms.map((room) => [room.id, room.physical]));
  const taken = new Set<string>();
  const key = (door: PhysicalRoom | undefined, day: number) => `${door} ${day}`;
  return stays.flatMap((stay) => {
    const kept = holds.filter(({ plan }) => plan === stay.plan);
    const found = fittingNights(
      stay,
      occupancy.house.rooms,
      (room, day) =>
        !taken.has(key(room.physical, day)) &&
        occupancy.isFree(room.physical, spanOf(fromDayNumber(day), fromDayNumber(day)), nothingGivenUp),
      today,
      kept,
    );
    for (const { room, from, to } of found)
      for (let day: number = dayNumber(from); day < dayNumber(to); day += 1)
        taken.add(key(doorOf.get(room), day));
    return found.map((nights) => ({ ...nights, stay }));
  });
}

/** What staff read in the PMS; the booking has no other trace there yet. */
const commentFor = ({ bookingNumber }: StayToHold): string =>
  `部屋未定の予約（予約番号 ${bookingNumber}）のための押さえです。部屋が決まると自動で外れます。`;

export const nightsOf = ({ from, to }: NightsInRoom): HotelDate[] =>
  Array.from({ length: nightsBetween(from, to) }, (_, i) => addDays(from, i));

/** By `user` or else the system. */
export async function makeHolds(
  { platform, host }: HoldParts,
  tx: HostHotelTx,
  rooms: readonly Room[],
  wanted: readonly NightsToHold[],
  user: number | undefined,
): Promise<StayHold[]> {
  const physical = new Map(rooms.map((room) => [room.id, room.physical]));
  const made: StayHold[] = [];
  for (const { stay, room, from, to } of wanted) {
    const hold = { room, from, to, comment: commentFor(stay) };
    made.push({ plan: stay.plan, room, from, to, reservation: await host.makeHold(tx, hold, user) });
  }
  await saveHolds(tx, made, { user, at: platform.clock.now() });
  const nights = made.flatMap((hold) =>
    nightsOf(hold).map((night) => ({
      ...{ reservation: hold.reservation, room: physical.get(hold.room)!, night },
    })),
  );
  const ids = made.map(({ reservation }) => reservation);
  await settleNights(tx, ids, [], nights);
  return made;
}

/** By `user` or else the system. Their nights count as freed. */
export async function endHolds(
  { host }: HoldParts,
  tx: HostHotelTx,
  holds: readonly StayHold[],
  user: number | undefined,
): Promise<void> {
  if (holds.length === 0) return;
  const ids = holds.map(({ reservation }) => reservation);
  await host.endHolds(tx, ids, user);
  await forgetHolds(tx, ids);
  await settleNights(tx, ids, [], []);
}
