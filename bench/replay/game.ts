// The replay, day by day: tells a player what a hotel would be told, when it would be told, and keeps the record of what it did.
import type { DayNumber } from '../../plugin/domain/hotel-date.js';
import type { Booking } from './bookings.js';
import { PlaceableRooms } from './placeable.js';
import type { Player, ReplayHotel, ReplayStay } from './player.js';
import { type Seat, Umpire } from './umpire.js';

/**
 * `morning`: at 06:00 the stays whose deadline it is become final, then the day's bookings come, then its cancellations; who has not
 * shown up is known the day after. `idealised`: the day's bookings, cancellations and no-shows come first.
 */
export type DayOrder = 'morning' | 'idealised';

export interface GameRules {
  readonly order: DayOrder;
  /** `booking`: nothing is pooled, every room is final when it is booked. */
  readonly decidedAt: 'deadline' | 'booking';
}

/** A stay as it ended. */
export interface PlayedStay extends Readonly<Omit<Seat, 'roomBefore'>> {
  readonly roomBefore: Seat['roomBefore'];
  /** Whether its guest came and stayed to the end: only these are scored. */
  readonly checkedOut: boolean;
}

export interface Outcome {
  readonly hotel: ReplayHotel;
  /** In the order of the file. */
  readonly stays: readonly PlayedStay[];
  /** Those whose room, or that they get none, was decided, in the order of the decisions. */
  readonly decisions: readonly PlayedStay[];
  readonly placeable: PlaceableRooms;
  readonly finalMoves: number;
  readonly solverMs: readonly number[];
  readonly runCpuMs: readonly number[];
  readonly seconds: number;
}

/** Days before arrival on which a stay's room is compared with its final one. */
export const lookBacks = [7, 3, 1] as const;

type Progress = (day: number, done: number, days: number) => void;

/** What happens on which day: only the game may look into it. */
interface Schedule {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly firstArrival: number;
  readonly lastArrival: number;
  readonly bookings: ReadonlyMap<number, readonly ReplayStay[]>;
  /** Cancelled on or before the day of arrival. */
  readonly cancellations: ReadonlyMap<number, readonly ReplayStay[]>;
  readonly noShows: ReadonlyMap<number, readonly ReplayStay[]>;
  /** Their first night was held in vain; by the day after it. */
  readonly absences: ReadonlyMap<number, readonly ReplayStay[]>;
  readonly deadlines: ReadonlyMap<number, readonly ReplayStay[]>;
  readonly arrivals: ReadonlyMap<number, readonly ReplayStay[]>;
}

const by = (bookings: readonly Booking[], day: (booking: Booking) => number | undefined) => {
  const days = new Map<number, ReplayStay[]>();
  for (const booking of bookings) {
    const key = day(booking);
    if (key === undefined) continue;
    const stays = days.get(key);
    if (stays) stays.push(booking.stay);
    else days.set(key, [booking.stay]);
  }
  return days;
};

/** The day a booking is cancelled on, where that is not too late. A status older than the booking counts on the booking's day. */
function cancelledInTime({ stay, fate }: Booking): number | undefined {
  if (fate.kind !== 'cancelled') return undefined;
  const day = Math.max(fate.on, stay.bookedOn);
  return day <= stay.arrival ? day : undefined;
}

/** Where there are no bookings, the last day lies before the first. */
function scheduleOf(bookings: readonly Booking[], order: DayOrder): Schedule {
  const isAbsent = (booking: Booking) =>
    (booking.fate.kind === 'noShow' && order === 'morning') ||
    (booking.fate.kind === 'cancelled' && cancelledInTime(booking) === undefined);
  const first = (day: (stay: ReplayStay) => number) =>
    bookings.reduce((found, { stay }) => Math.min(found, day(stay)), Infinity);
  const lastArrival = bookings.reduce((found, { stay }) => Math.max(found, stay.arrival), -Infinity);
  return {
    firstDay: first((stay) => stay.bookedOn),
    lastDay: lastArrival + 1,
    firstArrival: first((stay) => stay.arrival),
    lastArrival,
    bookings: by(bookings, ({ stay }) => stay.bookedOn),
    cancellations: by(bookings, cancelledInTime),
    noShows: by(bookings, ({ stay, fate }) =>
      fate.kind === 'noShow' && order === 'idealised' ? stay.arrival : undefined,
    ),
    absences: by(bookings, (booking) => (isAbsent(booking) ? booking.stay.arrival + 1 : undefined)),
    deadlines: by(bookings, ({ stay }) => stay.deadline),
    arrivals: by(bookings, ({ stay }) => stay.arrival),
  };
}

class Game {
  readonly seats = new Map<number, Seat>();
  readonly umpire: Umpire;
  readonly placeable: PlaceableRooms;

  constructor(
    hotel: ReplayHotel,
    private readonly schedule: Schedule,
    private readonly player: Player,
    private readonly rules: GameRules,
  ) {
    this.umpire = new Umpire(hotel);
    this.placeable = new PlaceableRooms(hotel);
  }

  playDay(day: DayNumber): void {
    const { schedule } = this;
    this.releaseAll(day, schedule.absences, day);
    if (this.rules.order === 'morning') this.run(day);
    for (const stay of schedule.bookings.get(day) ?? []) this.book(day, stay);
    this.releaseAll(day, schedule.cancellations);
    this.releaseAll(day, schedule.noShows);
    if (this.rules.order === 'idealised') this.run(day);
    this.checkIn(day);
    this.umpire.verify(day, this.player);
    this.lookAt(day);
  }

  private run(day: DayNumber): void {
    const due = this.seatsOf(this.schedule.deadlines, day).filter((seat) => seat.phase === 'pooled');
    this.player.run(
      day,
      due.map((seat) => seat.stay),
    );
    this.accept(day);
    for (const seat of due) this.umpire.decide(day, seat);
    if (day >= this.schedule.firstArrival && day <= this.schedule.lastArrival)
      this.placeable.count(day, this.umpire.nights);
  }

  private book(day: DayNumber, stay: ReplayStay): void {
    const seat = this.umpire.admit(stay);
    this.seats.set(stay.id, seat);
    const isLate = this.rules.order === 'morning' ? stay.deadline <= day : stay.deadline < day;
    const isFinal = this.rules.decidedAt === 'booking' || isLate;
    this.player.book(day, stay, isFinal);
    this.accept(day);
    if (!isFinal) return;
    this.umpire.decide(day, seat);
  }

  private releaseAll(
    day: DayNumber,
    which: ReadonlyMap<number, readonly ReplayStay[]>,
    from?: DayNumber,
  ): void {
    for (const seat of this.seatsOf(which, day)) {
      const firstFree = from ?? seat.stay.arrival;
      this.umpire.release(seat, firstFree);
      this.player.release(day, seat.stay, firstFree);
      this.accept(day);
    }
  }

  private checkIn(day: DayNumber): void {
    const arriving = this.seatsOf(this.schedule.arrivals, day).filter((seat) => seat.phase !== 'released');
    const waiting = arriving.filter((seat) => seat.phase === 'waiting');
    this.player.beforeCheckIn(day);
    this.accept(day);
    for (const seat of waiting) {
      if (seat.phase !== 'waiting') continue;
      seat.phase = 'arrived';
      seat.decidedOn = day;
      this.umpire.decisions.push(seat);
    }
  }

  private accept(day: DayNumber): void {
    this.umpire.accept(day, this.player.changes());
  }

  /** At the day's end. */
  private lookAt(day: DayNumber): void {
    for (const days of lookBacks)
      for (const seat of this.seatsOf(this.schedule.arrivals, day + days))
        seat.roomBefore.set(days, seat.room);
  }

  /** Of those that are booked by now. */
  private seatsOf(which: ReadonlyMap<number, readonly ReplayStay[]>, day: number): Seat[] {
    return (which.get(day) ?? []).flatMap((stay) => this.seats.get(stay.id) ?? []);
  }
}

/** Plays all days of `bookings`. Throws BreachError as soon as the player breaks a rule. */
export function playGame(
  bookings: readonly Booking[],
  hotel: ReplayHotel,
  player: Player,
  rules: GameRules,
  progress: Progress = () => undefined,
): Outcome {
  const began = performance.now();
  const schedule = scheduleOf(bookings, rules.order);
  const { firstDay, lastDay } = schedule;
  const game = new Game(hotel, schedule, player, rules);
  for (let day: number = firstDay; day <= lastDay; day += 1) {
    game.playDay(day as DayNumber);
    progress(day, day - firstDay + 1, lastDay - firstDay + 1);
  }
  const played = new Map<Seat, PlayedStay>();
  for (const { stay, fate } of bookings) {
    const seat = game.seats.get(stay.id)!;
    played.set(seat, { ...seat, checkedOut: fate.kind === 'stays' });
  }
  return {
    hotel,
    stays: [...played.values()],
    decisions: game.umpire.decisions.map((seat) => played.get(seat)!),
    placeable: game.placeable,
    finalMoves: game.umpire.finalMoves,
    solverMs: player.solverMs,
    runCpuMs: player.runCpuMs ?? [],
    seconds: (performance.now() - began) / 1000,
  };
}
