// What the PMS's present state of a reservation means for its booking plans. Pure: data in, changes out.
import { type NightSpan, spanOf } from '../../assignment/index.js';
import type { BookingPlan, FinalCause, Reason } from '../../domain/booking-plan.js';
import { dayNumber, fromDayNumber } from '../../domain/hotel-date.js';
import type { PhysicalRoom, RoomId } from '../../domain/ids.js';
import type { Room } from '../../domain/room.js';
import type { ReservationNight, HostReservation } from '../../host/port.js';
import { pairRooms } from '../placing/pairing.js';
import type { PlacedPlanChange } from '../plans/repository.js';

/** The nights that the PMS holds for a plan now. */
export interface PlanStanding extends NightSpan {
  readonly plan: BookingPlan;
  readonly room: PhysicalRoom;
}

export interface Following {
  readonly changed: readonly { readonly plan: BookingPlan; readonly change: PlacedPlanChange }[];
  readonly ended: readonly BookingPlan[];
  /** Every plan that goes on, changed or not. */
  readonly standing: readonly PlanStanding[];
  /** Nights the PMS holds for this reservation that belong to no plan of ours. */
  readonly hostNights: readonly ReservationNight[];
}

/** Consecutive nights in one room. */
interface Run extends NightSpan {
  readonly roomId: RoomId;
  readonly nights: readonly ReservationNight[];
}

function runsOf(nights: readonly ReservationNight[]): Run[] {
  const runs: Run[] = [];
  for (const [roomId, held] of Map.groupBy(nights, (night) => night.roomId)) {
    for (const night of [...held].sort((a, b) => (a.date < b.date ? -1 : 1))) {
      const day = dayNumber(night.date);
      const last = runs.at(-1);
      if (last?.roomId === roomId && last.to === day) {
        runs[runs.length - 1] = {
          ...last,
          to: spanOf(night.date, night.date).to,
          nights: [...last.nights, night],
        };
      } else {
        runs.push({ ...spanOf(night.date, night.date), roomId, nights: [night] });
      }
    }
  }
  return runs;
}

const peopleIn = ({ nights }: Run): number => Math.max(...nights.map((night) => night.people));

/**
 * Guests whom a clerk has let change rooms: the rooms are the same, the people in them are each other's. Their plans go on with the people.
 */
function exchanged(plans: readonly BookingPlan[], runs: readonly Run[]): Map<BookingPlan, Run> {
  const others = plans.flatMap((plan) => {
    const run = runs.find(({ roomId }) => roomId === plan.roomId);
    return run && peopleIn(run) !== plan.people ? [{ plan, run }] : [];
  });
  const left = new Set(others.map(({ run }) => run));
  const pairs = new Map<BookingPlan, Run>();
  for (const { plan } of others) {
    const run = [...left].find((one) => peopleIn(one) === plan.people);
    if (!run) return new Map();
    left.delete(run);
    pairs.set(plan, run);
  }
  return pairs;
}

/** The longest run first, where nothing else tells them apart. */
function pair(plans: readonly BookingPlan[], runs: readonly Run[], roomById: ReadonlyMap<RoomId, Room>) {
  const longestFirst = [...runs].sort((a, b) => b.to - b.from - (a.to - a.from));
  const known = exchanged(plans, longestFirst);
  const gone = new Set(known.values());
  const open = pairRooms(
    plans.filter((plan) => !known.has(plan)),
    longestFirst.filter((run) => !gone.has(run)),
    ({ roomId, roomTypeId, bookedTypeId, people }, place) => ({
      ...{ roomId, typeId: roomTypeId, otherTypeId: bookedTypeId, people, place },
    }),
    (run, place) => ({
      ...{ roomId: run.roomId, typeId: roomById.get(run.roomId)?.typeId, people: peopleIn(run), place },
    }),
  );
  const pairs = new Map([...known, ...open]);
  const taken = new Set(pairs.values());
  return { pairs, rest: longestFirst.filter((run) => !taken.has(run)) };
}

function causeAfter(plan: BookingPlan, moved: boolean, reservation: HostReservation): FinalCause | undefined {
  if (moved) return 'moved_by_hand';
  if (plan.finalCause) return plan.finalCause;
  return reservation.status === 'checked_in' || reservation.status === 'checked_out' ? 'check_in' : undefined;
}

function changeOf(
  plan: BookingPlan,
  run: Run,
  room: Room,
  reservation: HostReservation,
): PlacedPlanChange | undefined {
  const checkIn = fromDayNumber(run.from);
  const dayUse = reservation.checkIn === reservation.checkOut;
  const checkOut = dayUse ? checkIn : fromDayNumber(run.to);
  // The PMS's import counts nobody where the message counts only the room as a whole.
  const people = peopleIn(run) || plan.people;
  const sameStay = plan.checkIn === checkIn && plan.checkOut === checkOut && plan.people === people;
  const moved = plan.roomId !== run.roomId;
  const inHouse = reservation.status === 'checked_in';
  const finalCause = causeAfter(plan, moved, reservation);
  const sameState = inHouse === plan.inHouse && finalCause === plan.finalCause;
  // The hotel may have given the room another type.
  if (sameStay && !moved && sameState && plan.roomTypeId === room.typeId) return undefined;
  const reason: Reason = moved
    ? { key: 'placement.moved_by_hand', params: { room: room.number } }
    : plan.reason;
  return {
    checkIn,
    checkOut,
    people,
    room: { id: room.id, typeId: room.typeId, physical: room.physical },
    inHouse,
    finalCause,
    reason,
    ...(moved && !inHouse && { chosenBy: run.nights[0]?.writtenBy }),
  };
}

/**
 * Compares the plans of one reservation with what the PMS holds for it now: checked in makes final, another room was chosen by a
 * person and is kept, other dates are followed, nothing held any more ends the plan. A cancelled reservation holds nothing, even
 * where the PMS left a charged night active.
 */
export function follow(
  reservation: HostReservation,
  plans: readonly BookingPlan[],
  roomById: ReadonlyMap<RoomId, Room>,
): Following {
  const nights =
    reservation.status === 'cancelled'
      ? []
      : reservation.nights.filter((night) => roomById.has(night.roomId));
  const placed = plans.filter((plan) => plan.roomState === 'tentative' || plan.roomState === 'final');
  const { pairs, rest } = pair(placed, runsOf(nights), roomById);
  const changed = [...pairs].flatMap(([plan, run]) => {
    const room = roomById.get(run.roomId);
    const change = room && changeOf(plan, run, room, reservation);
    return change ? [{ plan, change }] : [];
  });
  const standing = [...pairs].flatMap(([plan, { roomId, from, to }]) => {
    const room = roomById.get(roomId);
    return room ? [{ plan, room: room.physical, from, to }] : [];
  });
  return {
    changed,
    standing,
    ended: placed.filter((plan) => !pairs.has(plan)),
    hostNights: rest.flatMap((run) => run.nights),
  };
}
