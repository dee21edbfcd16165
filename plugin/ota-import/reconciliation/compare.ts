// What messages, the PMS and our plans say differently of bookings, from three lists (O9). Pure; repairs nothing.
import { type AgencyOf, noAgency } from '../../domain/agency.js';
import type { BookingPlan } from '../../domain/booking-plan.js';
import { addDays, type HotelDate } from '../../domain/hotel-date.js';
import { foldedNumber } from '../../domain/guest-identity.js';
import type { BookingNumber, MessageId, ReservationId, RoomId } from '../../domain/ids.js';
import type { AgencyReservation } from '../../host/port.js';

/** How many rooms on each day. */
export type RoomsByDay = ReadonlyMap<HotelDate, number>;

/** The message of a booking that took effect last. */
export interface LastMessage {
  readonly id: MessageId;
  readonly number: BookingNumber;
  readonly agency: string | null;
  readonly says: 'booked' | 'cancelled';
  readonly checkIn: HotelDate | undefined;
  /** Undefined where its text is gone or cannot be opened, and of one that a person has entered or done in the PMS: how, is the person's. */
  readonly rooms: RoomsByDay | undefined;
  /** A person has entered or done it in the PMS; what a person entered nothing plans. */
  readonly byPerson: boolean;
  /** A later message of the booking waits, has failed, or was dealt with by a person: what the PMS should say is not this one's to tell. */
  readonly overtaken: boolean;
}

/** Not ended. */
export type LivingPlan = Pick<
  BookingPlan,
  'id' | 'bookingNumber' | 'reservationId' | 'checkIn' | 'checkOut' | 'roomState'
>;

export interface ThreeLists {
  /** Nothing before it is compared. */
  readonly today: HotelDate;
  readonly messages: readonly LastMessage[];
  readonly reservations: readonly AgencyReservation[];
  readonly plans: readonly LivingPlan[];
  readonly typeName: (room: RoomId) => string;
  readonly agencyOf: AgencyOf;
}

interface Named {
  readonly number: BookingNumber | undefined;
  readonly agency: string | null;
}

/** Whether two may be one booking: a company that is not named may be any. */
function mayBeOne(agencyOf: AgencyOf, a: Named, b: Named): boolean {
  if (a.number === undefined || b.number === undefined) return false;
  if (foldedNumber(a.number) !== foldedNumber(b.number)) return false;
  const [one, other] = [agencyOf(a.agency ?? undefined), agencyOf(b.agency ?? undefined)];
  return one === other || one === noAgency || other === noAgency;
}

const named = ({ bookingNumber: number, agency }: AgencyReservation): Named => ({ number, agency });

export const comparedKinds = [
  'missing_in_pms',
  'cancelled_in_pms',
  'cancelled_by_agency',
  'doubled',
  'stay_differs',
  'charged_night',
  'plan_without_reservation',
  'reservation_without_plan',
] as const;
export type ComparedKind = (typeof comparedKinds)[number];

/** Facts that fill a sentence; never a person's. */
export type Details = Readonly<Record<string, string | number>>;

export interface Difference {
  readonly kind: ComparedKind;
  /** With the kind, names the difference from run to run. */
  readonly subject: string;
  readonly bookingNumber: BookingNumber | undefined;
  readonly agency: string | null;
  readonly reservation: ReservationId | undefined;
  readonly message: MessageId | undefined;
  readonly checkIn: HotelDate | undefined;
  readonly checkOut: HotelDate | undefined;
  readonly details: Details;
}

const isLiving = ({ status }: AgencyReservation) => status !== 'cancelled' && status !== 'block';

function roomsByDay(nights: readonly { readonly date: HotelDate }[], today: HotelDate): RoomsByDay {
  const counted = new Map<HotelDate, number>();
  for (const { date } of nights) if (date >= today) counted.set(date, (counted.get(date) ?? 0) + 1);
  return counted;
}

const upcoming = (rooms: RoomsByDay, today: HotelDate): RoomsByDay =>
  new Map([...rooms].filter(([date]) => date >= today));

const alike = (a: RoomsByDay, b: RoomsByDay) =>
  a.size === b.size && [...a].every(([date, rooms]) => b.get(date) === rooms);

const exceeds = (a: RoomsByDay, b: RoomsByDay) => [...a].some(([date, rooms]) => rooms > (b.get(date) ?? 0));

/** First and last day, and the most rooms on one. */
function shapeOf(rooms: RoomsByDay) {
  const days = [...rooms.keys()].sort();
  return { from: days[0], last: days.at(-1), rooms: Math.max(0, ...rooms.values()) };
}

const ofReservation = ({ bookingNumber, agency, id, checkIn, checkOut }: AgencyReservation) => ({
  ...{ bookingNumber, agency, reservation: id, message: undefined, checkIn, checkOut },
});

const ofMessage = ({ number, agency, id, checkIn }: LastMessage) => ({
  ...{ bookingNumber: number, agency, reservation: undefined, message: id, checkIn, checkOut: undefined },
});

const bookingSubject = ({ number, agency }: Pick<LastMessage, 'number' | 'agency'>) =>
  `${agency ?? ''} ${number}`;

/** A booking that was not written twice: its message, and all that the PMS has under its number. */
interface Matched {
  readonly today: HotelDate;
  readonly message: LastMessage;
  readonly own: readonly AgencyReservation[];
  readonly living: readonly AgencyReservation[];
  /** Of the living together. */
  readonly held: RoomsByDay;
}

function match({ today, messages, reservations, agencyOf }: ThreeLists): Matched[] {
  return messages.map((message) => {
    const own = reservations.filter((reservation) => mayBeOne(agencyOf, named(reservation), message));
    const living = own.filter(isLiving);
    return {
      today,
      message,
      own,
      living,
      held: roomsByDay(
        living.flatMap(({ nights }) => nights),
        today,
      ),
    };
  });
}

function notLiving({ today, message, own }: Matched): Difference[] {
  if (message.checkIn === undefined || message.checkIn < today) return [];
  const subject = bookingSubject(message);
  const [cancelled] = own;
  const base = cancelled ? { ...ofReservation(cancelled), message: message.id } : ofMessage(message);
  return [{ ...base, kind: cancelled ? 'cancelled_in_pms' : 'missing_in_pms', subject, details: {} }];
}

function differingStay({ today, message, living, held }: Matched): Difference[] {
  // Who is in the house or has left may stay longer or shorter: the desk's own business, of which no agency is told.
  if (!message.rooms || living.some(({ status }) => status !== 'booked')) return [];
  const said = upcoming(message.rooms, today);
  if (alike(held, said)) return [];
  const [now, agreed] = [shapeOf(held), shapeOf(said)];
  const details = {
    ...{ saidFrom: agreed.from ?? '', saidLast: agreed.last ?? '', saidRooms: agreed.rooms },
    ...{ heldFrom: now.from ?? '', heldLast: now.last ?? '', heldRooms: now.rooms },
  };
  const base = { ...ofReservation(living[0]!), message: message.id };
  return [{ ...base, kind: 'stay_differs', subject: bookingSubject(message), details }];
}

const doubledAt = (
  reservations: readonly AgencyReservation[],
  message: MessageId | undefined,
): Difference => {
  const youngest = reservations.at(-1)!;
  const details = { reservations: reservations.length };
  return {
    ...{ ...ofReservation(youngest), message, kind: 'doubled', details },
    subject: reservations
      .map(({ id }) => id)
      .sort()
      .join(' '),
  };
};

/** Against what its message says, a booking; a person may have split it over several reservations. */
function ofBooking(matched: Matched): Difference[] {
  const { today, message, living, held } = matched;
  if (message.rooms && living.length > 1 && exceeds(held, upcoming(message.rooms, today)))
    return message.says === 'booked' ? [doubledAt(living, message.id)] : [];
  if (message.overtaken) return [];
  if (message.says === 'booked') return living.length === 0 ? notLiving(matched) : differingStay(matched);
  return living
    .filter(({ status, nights }) => status === 'booked' && roomsByDay(nights, today).size > 0)
    .map((reservation) => ({
      ...ofReservation(reservation),
      ...{ message: message.id, kind: 'cancelled_by_agency', subject: reservation.id, details: {} },
    }));
}

/** Where no message tells how many rooms there should be, two that hold the same nights are one booking written twice. */
function doubledWithoutMessage(
  { today, reservations, agencyOf }: ThreeLists,
  told: ReadonlySet<ReservationId>,
): Difference[] {
  const untold = reservations.filter(
    (one) =>
      isLiving(one) &&
      one.bookingNumber !== undefined &&
      !told.has(one.id) &&
      roomsByDay(one.nights, today).size > 0,
  );
  const alikes: AgencyReservation[][] = [];
  for (const one of untold) {
    const twin = alikes.find(
      ([first]) =>
        mayBeOne(agencyOf, named(first!), named(one)) &&
        alike(roomsByDay(first!.nights, today), roomsByDay(one.nights, today)),
    );
    if (twin) twin.push(one);
    else alikes.push([one]);
  }
  return alikes.filter((group) => group.length > 1).map((group) => doubledAt(group, undefined));
}

/** Nights of a cancelled reservation that the PMS's stock still counts (its cancellation with a charge leaves one active). */
function chargedNights({ today, reservations, typeName }: ThreeLists): Difference[] {
  return reservations.flatMap((reservation) => {
    const nights = reservation.nights.filter(({ date }) => date >= today);
    if (reservation.status !== 'cancelled' || nights.length === 0) return [];
    const types = [...Map.groupBy(nights, ({ roomId }) => typeName(roomId))]
      .map(([type, ofType]) => `${type} × ${ofType.length}`)
      .sort();
    const [from, last] = [nights[0]!.date, nights.at(-1)!.date];
    const details = { nights: nights.length, types: types.join(', '), from, last };
    return [{ ...ofReservation(reservation), kind: 'charged_night', subject: reservation.id, details }];
  });
}

function ofPlans({ today, reservations, plans }: ThreeLists, matched: readonly Matched[]): Difference[] {
  const holding = new Set(
    reservations.filter((one) => isLiving(one) && one.nights.length > 0).map(({ id }) => id),
  );
  const planned = new Set(plans.map(({ reservationId }) => reservationId));
  const idle = plans.filter(
    ({ reservationId, checkOut }) =>
      reservationId !== undefined && !holding.has(reservationId) && addDays(checkOut, -1) >= today,
  );
  const unplanned = matched.filter(
    ({ message, living, held }) =>
      message.says === 'booked' &&
      !message.byPerson &&
      held.size > 0 &&
      living.every(({ id, status }) => !planned.has(id) && status === 'booked'),
  );
  return [
    ...idle.map((plan) => ({
      ...{ kind: 'plan_without_reservation' as const, subject: String(plan.id), details: { plan: plan.id } },
      ...{
        bookingNumber: plan.bookingNumber,
        agency: null,
        reservation: plan.reservationId,
        message: undefined,
      },
      ...{ checkIn: plan.checkIn, checkOut: plan.checkOut },
    })),
    ...unplanned.map(({ living, message }) => ({
      ...ofReservation(living[0]!),
      ...{
        message: message.id,
        kind: 'reservation_without_plan' as const,
        subject: living[0]!.id,
        details: {},
      },
    })),
  ];
}

/** All that is of one booking, under any spelling of its number, must be in the lists together. */
export function differences(lists: ThreeLists): Difference[] {
  const matched = match(lists);
  const told = new Set(
    matched.filter(({ message }) => message.rooms).flatMap(({ living }) => living.map(({ id }) => id)),
  );
  return [
    ...matched.flatMap(ofBooking),
    ...doubledWithoutMessage(lists, told),
    ...chargedNights(lists),
    ...ofPlans(lists, matched),
  ];
}
