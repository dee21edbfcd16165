// What the 部屋割り screen asks: stays with their rooms, the pool at a glance, the board of rooms and nights, what needs a person.
//
// The screen asks for all that it shows at once; the routes for each part ask the same questions by themselves.
import type { OneBookingPlanAnswer } from '../../api/index.js';
import type { BookingPlan, RoomLock } from '../../domain/booking-plan.js';
import type { DayUseHours } from '../../domain/day-use.js';
import { addDays, type HotelDate } from '../../domain/hotel-date.js';
import type { BookingPlanId, HotelId, ReservationId } from '../../domain/ids.js';
import { hotelMoment, type HotelMoment } from '../../domain/stay-moments.js';
import type { HostPort, HostReservation, RoomInventory } from '../../host/port.js';
import { askTogether, type HotelSql, inHotel } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import { shownConflicts, type ShownConflict } from '../following/conflicts-repository.js';
import { bookersOf } from '../plans/bookers-repository.js';
import { livePlansOfReservations } from '../plans/repository.js';
import { modeOf } from '../plans/hotel-repository.js';
import { areEntered, countedDays } from '../following/presence.js';
import { releasedPlans } from '../plans/released-repository.js';
import { conflictView, mostConflictsShown, shownSince } from './conflict-view.js';
import { linkedBookings, linkedView, staysToLink } from './linked-bookings.js';
import { planView, type PlanView, type Wording, wording } from './plan-view.js';
import {
  firstDueSoon,
  firstUnplaced,
  pageOfPlans,
  type Paging,
  type PlanFilter,
  planWithId,
  unplacedBeside,
  unplacedInRange,
} from './plan-lists.js';
import {
  type BoardStay,
  dayUsesInRange,
  type DateRange,
  locksInRange,
  nightsHeldByHost,
  type PoolFigures,
  poolFigures,
  staysOnBoard,
} from './views-repository.js';
import { unplannedOf, type UnplannedReservation, type UnusedStay, unusedStaysOf } from './unused-stays.js';

/** How many stays the screen names of those that need a person; the list has the rest. */
const attentionRows = 4;
/** Stays without a room beside the board. */
const mostUnplaced = 50;
/** Stays and held nights of a room and night at most: one of ours, and what clerks have put there besides. */
const perRoomAndNight = 4;
/** Of a board, whatever the rooms. */
const mostOnBoard = 500 * 62 * perRoomAndNight;

const summaryOf = ({ nextDeadline, lastRun, mode, ...counts }: PoolFigures, { today }: HotelMoment) => ({
  businessDate: today as string,
  mode: modeOf(mode),
  ...counts,
  nextDeadline: nextDeadline?.toISOString() ?? null,
  lastRun: lastRun
    ? {
        kind: lastRun.kind,
        finishedAt: lastRun.finishedAt.toISOString(),
        finalised: lastRun.finalised,
        moved: lastRun.moved,
      }
    : null,
  version: lastRun?.id ?? 0,
});

const conflictsAt = ({ now }: HotelMoment) => shownConflicts(shownSince(now), mostConflictsShown);

const unusedView = ({ plan, from, nights }: UnusedStay, words: Wording) => ({
  plan: planView(plan, words),
  remaining: { from: from as string, nights },
});

/** Who has not come: stays of ours, and reservations that are settled in the PMS. */
interface Absent {
  readonly stays: readonly UnusedStay[];
  readonly unplanned: readonly UnplannedReservation[];
}

const absentView = ({ stays, unplanned }: Absent, words: Wording) => ({
  items: stays.map((stay) => unusedView(stay, words)),
  unplanned: unplanned.map(({ reservation: { id, bookingNumber, checkIn, checkOut }, rooms }) => ({
    ...{ reservationId: id, bookingNumber: bookingNumber ?? null, guestName: words.guest(id) },
    ...{ checkIn, checkOut },
    rooms: rooms.flatMap((room) => {
      const known = words.room(room);
      return known ? [{ id: known.id, number: known.number }] : [];
    }),
  })),
});

const idsOf = ({ unplanned }: Absent) => unplanned.map(({ reservation }) => reservation.id);

/** What lies on the nights of a board. */
interface OnBoard {
  readonly stays: readonly BoardStay[];
  /** By plan. */
  readonly dayUses: ReadonlyMap<number, DayUseHours>;
  readonly locks: ReadonlyMap<number, RoomLock['cause']>;
  /** By the PMS alone. */
  readonly held: readonly { readonly room: string; readonly night: HotelDate }[];
}

const onBoard = (range: DateRange) => ({
  stays: staysOnBoard(range, mostOnBoard),
  dayUses: dayUsesInRange(range, mostOnBoard),
  locks: locksInRange(range, mostOnBoard),
  held: nightsHeldByHost(range, mostOnBoard),
});

function boardView(
  { from }: DateRange,
  nights: number,
  inventory: RoomInventory,
  { stays, dayUses, locks, held }: OnBoard,
  words: Wording,
) {
  const rowsOf = Map.groupBy(inventory.rooms, (room) => room.physical as string);
  return {
    ...{ from: from as string, nights },
    rooms: inventory.rooms.map(({ id, number, typeId, floor }) => ({
      ...{ id: id, number, type: words.type(typeId), floor },
    })),
    stays: stays.map((stay) => ({
      ...stay,
      ...{ dayUse: dayUses.get(stay.planId) ?? null, lock: locks.get(stay.planId) ?? null },
    })),
    held: held.flatMap(({ room, night }) =>
      (rowsOf.get(room) ?? []).map(({ id }) => ({ roomId: id, night: night })),
    ),
  };
}

/** What else than plans is put into words; `inventory`: where it was read already. */
interface AlsoShown {
  readonly conflicts?: readonly ShownConflict[];
  readonly reservations?: readonly ReservationId[];
  readonly inventory?: RoomInventory | undefined;
}

/** What a signed-in person asks. Guests' names are in the answers, for his screen alone. */
export class Views {
  constructor(
    private readonly platform: Platform,
    private readonly host: HostPort,
  ) {}

  /** `inventory`: where it was read already. */
  async view(sql: HotelSql, plan: BookingPlan, inventory?: RoomInventory): Promise<PlanView> {
    return planView(plan, await this.words(sql, this.present(), [plan], { inventory }));
  }

  /** In the order of `plans`. */
  async viewAll(sql: HotelSql, plans: readonly BookingPlan[], inventory: RoomInventory): Promise<PlanView[]> {
    const words = await this.words(sql, this.present(), plans, { inventory });
    return plans.map((plan) => planView(plan, words));
  }

  /** Undefined where there is none, or it has ended. */
  async plan(hotel: HotelId, id: BookingPlanId): Promise<OneBookingPlanAnswer | undefined> {
    const sql = inHotel(this.platform.database, hotel);
    const { plan, made } = await askTogether(sql, { plan: planWithId(id), made: staysToLink(id) });
    if (!plan || plan.roomState === 'ended') return undefined;
    const said = await this.words(sql, this.present(), [plan]);
    const links = linkedBookings(plan, made, this.platform.settings.pool.linkedMinutes);
    return { ...planView(plan, said), linkedBookings: linkedView(links, said) };
  }

  /** By arrival, then booking number. */
  async list(hotel: HotelId, filter: PlanFilter, paging: Paging) {
    const sql = inHotel(this.platform.database, hotel);
    const moment = this.present();
    const { page } = await askTogether(sql, { page: pageOfPlans(moment, filter, paging) });
    const said = await this.words(sql, moment, page.plans);
    return { items: page.plans.map((plan) => planView(plan, said)), ...paging, total: page.total };
  }

  async summary(hotel: HotelId) {
    const sql = inHotel(this.platform.database, hotel);
    const moment = this.present();
    const { figures } = await askTogether(sql, { figures: poolFigures(moment) });
    return summaryOf(figures, moment);
  }

  async board(hotel: HotelId, from: HotelDate, nights: number) {
    const sql = inHotel(this.platform.database, hotel);
    const range = { from, to: addDays(from, nights) };
    const lying = await askTogether(sql, onBoard(range));
    const said = await this.words(sql, this.present(), []);
    return boardView(range, nights, said.inventory, lying, said);
  }

  /** Open ones first, then where a stay has given way lately; the newest first. */
  async conflicts(hotel: HotelId) {
    const sql = inHotel(this.platform.database, hotel);
    const moment = this.present();
    const { rows } = await askTogether(sql, { rows: conflictsAt(moment) });
    if (rows.length === 0) return { items: [] };
    return {
      items: await this.conflictViews(sql, rows, await this.words(sql, moment, [], { conflicts: rows })),
    };
  }

  /** By departure day. */
  async earlyDepartures(hotel: HotelId) {
    const sql = inHotel(this.platform.database, hotel);
    const moment = this.present();
    const { left } = await askTogether(sql, { left: this.host.leftEarly(moment.today) });
    const found = await this.departures(sql, left, moment);
    if (found.length === 0) return { items: [] };
    const plans = found.map(({ plan }) => plan);
    const said = await this.words(sql, moment, plans);
    return { items: found.map((one) => unusedView(one, said)) };
  }

  /** Guests who have not come, though their business date of arrival is over: those who hold the latest nights first. */
  async notArrived(hotel: HotelId) {
    const sql = inHotel(this.platform.database, hotel);
    const moment = this.present();
    const { expected } = await askTogether(sql, { expected: this.expected(moment) });
    const found = await this.absent(sql, expected, moment);
    const plans = found.stays.map(({ plan }) => plan);
    return absentView(found, await this.words(sql, moment, plans, { reservations: idsOf(found) }));
  }

  /** All that the screen shows beside its list of stays, and the list. */
  async listScreen(hotel: HotelId, filter: PlanFilter, paging: Paging) {
    const sql = inHotel(this.platform.database, hotel);
    const moment = this.present();
    const { figures, page, unplaced, due, conflicts, ...unused } = await askTogether(sql, {
      figures: poolFigures(moment),
      page: pageOfPlans(moment, filter, paging),
      unplaced: firstUnplaced(moment, attentionRows),
      due: firstDueSoon(moment, attentionRows),
      conflicts: conflictsAt(moment),
      left: this.host.leftEarly(moment.today),
      expected: this.expected(moment),
    });
    const [left, absent] = await Promise.all([
      this.departures(sql, unused.left, moment),
      this.absent(sql, unused.expected, moment),
    ]);
    const shown = [...page.plans, ...unplaced, ...due, ...[...left, ...absent.stays].map(({ plan }) => plan)];
    const said = await this.words(sql, moment, shown, { conflicts, reservations: idsOf(absent) });
    const inWords = (plans: readonly BookingPlan[]) => plans.map((plan) => planView(plan, said));
    return {
      pool: summaryOf(figures, moment),
      plans: { items: inWords(page.plans), ...paging, total: page.total },
      unplaced: inWords(unplaced),
      due: inWords(due),
      conflicts: await this.conflictViews(sql, conflicts, said),
      departures: left.map((one) => unusedView(one, said)),
      notArrived: absentView(absent, said),
      roomTypes: said.inventory.types.map(({ id }) => said.type(id)),
    };
  }

  /** All that the screen shows beside its board, and the board; `from` undefined: the business date. */
  async boardScreen(hotel: HotelId, from: HotelDate | undefined, nights: number) {
    const sql = inHotel(this.platform.database, hotel);
    const moment = this.present();
    const range = { from: from ?? moment.today, to: addDays(from ?? moment.today, nights) };
    const { figures, unplaced, ...lying } = await askTogether(sql, {
      ...onBoard(range),
      figures: poolFigures(moment),
      unplaced: unplacedInRange(moment, range, mostUnplaced),
    });
    const said = await this.words(sql, moment, unplaced);
    return {
      pool: summaryOf(figures, moment),
      board: boardView(range, nights, said.inventory, lying, said),
      unplaced: unplaced.map((plan) => planView(plan, said)),
    };
  }

  /** A page of the stays without a room, the nearest arrivals first, and how they are said; `beside`: what else of their bookings has none. */
  async unplaced(sql: HotelSql, paging: Paging) {
    const moment = this.present();
    const { page } = await askTogether(sql, { page: pageOfPlans(moment, { state: 'unplaced' }, paging) });
    const { beside } = await askTogether(sql, { beside: unplacedBeside(moment, page.plans) });
    return { ...page, beside, words: await this.words(sql, moment, page.plans) };
  }

  private present(): HotelMoment {
    const { clock, calendar } = this.platform;
    return hotelMoment(clock.now(), calendar);
  }

  private async words(
    sql: HotelSql,
    moment: HotelMoment,
    plans: readonly BookingPlan[],
    { conflicts = [], reservations = [], inventory: known }: AlsoShown = {},
  ): Promise<Wording & { readonly inventory: RoomInventory }> {
    const inventory = known ?? (await this.host.inventory(sql));
    const ids = [
      ...plans.map(({ reservationId }) => reservationId),
      ...conflicts.flatMap(({ stay, other }) => [stay.reservationId, other ?? undefined]),
      ...reservations,
    ];
    const asked = [...new Set(ids.filter((id) => id !== undefined))];
    const names = await this.host.bookerNames(sql, asked);
    const unplaced = plans.filter(({ roomState }) => roomState === 'unplaced').map(({ id }) => id);
    const bookers = await bookersOf(this.platform.cipher, sql, unplaced);
    return { ...wording(moment, inventory, names, bookers), inventory };
  }

  private async conflictViews(sql: HotelSql, rows: readonly ShownConflict[], said: Wording) {
    const others = [...new Set(rows.flatMap(({ other }) => other ?? []))];
    const found = await this.host.reservations(sql, others);
    const byId = new Map(found.map((one) => [one.id, one]));
    return rows.map((row) => conflictView(row, row.other ? byId.get(row.other) : undefined, said));
  }

  private async departures(sql: HotelSql, left: readonly HostReservation[], { today }: HotelMoment) {
    return this.unusedOf(sql, left, await this.plansOf(sql, left), today);
  }

  /** Since when guests who have not come are asked about. */
  private absentSince({ today }: HotelMoment): HotelDate {
    return addDays(today, -countedDays);
  }

  private expected(moment: HotelMoment) {
    return this.host.notArrived(moment.today, this.absentSince(moment));
  }

  private async absent(
    sql: HotelSql,
    expected: readonly HostReservation[],
    moment: HotelMoment,
  ): Promise<Absent> {
    const { today } = moment;
    const isKnown =
      expected.length > 0 && areEntered(await this.host.arrivals(sql, this.absentSince(moment), today));
    if (!isKnown) return { stays: [], unplanned: [] };
    const plans = await this.plansOf(sql, expected);
    return {
      stays: await this.unusedOf(sql, expected, plans, today),
      unplanned: unplannedOf(expected, plans),
    };
  }

  private async plansOf(sql: HotelSql, reservations: readonly HostReservation[]) {
    if (reservations.length === 0) return [];
    const ids = reservations.map(({ id }) => id);
    return livePlansOfReservations(sql, ids);
  }

  private async unusedOf(
    sql: HotelSql,
    reservations: readonly HostReservation[],
    plans: readonly BookingPlan[],
    today: HotelDate,
  ): Promise<UnusedStay[]> {
    const ids = plans.map(({ id }) => id);
    return unusedStaysOf(reservations, plans, await releasedPlans(sql, ids), today);
  }
}

export const createViews = (platform: Platform, host: HostPort): Views => new Views(platform, host);
