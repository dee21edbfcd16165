// What the nightly run asks the engine, and the moves that follow from its answer. Pure, but for the reading of the occupancy.
import {
  type Assignment,
  type AssignmentProblem,
  defaultLookAhead,
  defaultPolicySettings,
  freezeDaysOf,
  type KnownBooking,
  lookAhead,
  numbersOf,
  type NightSpan,
  overlaps,
  policyFor,
  type RoomUsage,
  workLimits,
} from '../../assignment/index.js';
import {
  addDays,
  businessDate,
  dayNumber,
  type DayNumber,
  fromDayNumber,
  type HotelCalendar,
  type HotelDate,
  instantAt,
} from '../../domain/hotel-date.js';
import type { BookingPlanId, PhysicalRoom } from '../../domain/ids.js';
import { linkedStays } from '../../domain/linked-bookings.js';
import type { Room } from '../../domain/room.js';
import type { HostPort } from '../../host/port.js';
import type { Platform } from '../../platform/index.js';
import type { RoomHierarchyService } from '../../room-hierarchy/index.js';
import { chainsOf, type NightMove } from './chains.js';
import { heldNights, heldStays } from '../placing/held-nights.js';
import { movedReason } from '../occupancy/house.js';
import type { HotelSettings } from '../modes/modes.js';
import { usualNightsBefore } from '../placing/outlook.js';
import { bookingsArriving, roomUsage } from './past-repository.js';
import { nothingGivenUp, type Occupancy } from '../occupancy/occupancy.js';
import { readOccupancy } from '../occupancy/read-occupancy.js';
import { hotelSettings } from '../plans/hotel-repository.js';
import { staysOfOneMaker } from '../plans/makers-repository.js';
import { lastDepartureInWindow } from '../plans/repository.js';
import { type HotelTx } from '../../platform/database/index.js';

/** Nights ahead at most: what reaches further keeps its room, and a damaged date costs nothing. */
const farthest = 400;

/** Nights behind the last stay in its window, so that those it could exchange rooms with are seen whole. */
const margin = 14;

export interface NightReader {
  readonly platform: Platform;
  readonly host: HostPort;
  readonly hierarchy: RoomHierarchyService;
}

interface NightFacts {
  readonly today: HotelDate;
  readonly calendar: HotelCalendar;
  readonly settings: HotelSettings;
  readonly occupancy: Occupancy;
  readonly view: NightSpan;
  readonly bookings: readonly KnownBooking[];
  readonly usage: ReadonlyMap<PhysicalRoom, RoomUsage>;
  /** Of stays of bookings that were made together: what they all have, and nobody else. */
  readonly links: ReadonlyMap<BookingPlanId, string>;
}

export interface NightProblem {
  readonly today: HotelDate;
  readonly problem: AssignmentProblem;
  readonly occupancy: Occupancy;
}

/** Stays whose window is open are optimised; of those whose deadline comes within this business date the room is decided now. */
export function problemOf(facts: NightFacts): AssignmentProblem {
  const { today, calendar, settings, occupancy, view, bookings, usage, links } = facts;
  const rules = { businessDate: today, freezeDays: freezeDaysOf(settings.deadlinePresetDays) };
  const { stays, blocks } = occupancy.seen(view, { ...rules, run: 'nightly' }, 'yielding', nothingGivenUp);
  const turn = instantAt(addDays(today, 1), calendar.turnsAt, calendar);
  const date = dayNumber(today);
  const held = heldNights(occupancy, { view, span: view, today, asking: undefined, of: new Set() });
  return {
    businessDate: date,
    house: occupancy.house,
    blocks,
    stays: heldStays(held).concat(
      stays.map((stay) => {
        const id = stay.id as BookingPlanId;
        const deadline = occupancy.plan(id)?.deadline;
        const together = links.get(id) ?? stay.together;
        return { ...stay, together, decidedNow: deadline !== undefined && deadline < turn };
      }),
    ),
    policy: policyFor(settings.mode, {
      ...defaultPolicySettings,
      usualNights: usualNightsBefore(date, bookings),
    }),
    usage,
    lookAhead: lookAhead(bookings, { date, bookingsToCome: true }),
    limits: workLimits(stays.length),
  };
}

/** Of those who arrive in the view: who is in the house already moves no more. */
async function readLinks(tx: HotelTx, view: NightSpan, minutes: number): Promise<NightFacts['links']> {
  const stays = await staysOfOneMaker(tx, fromDayNumber(view.from), fromDayNumber(view.to));
  const companies = linkedStays(stays, minutes);
  return new Map(companies.flatMap((some) => some.map(({ id }) => [id, `linked ${some[0]!.id}`] as const)));
}

/** In one short transaction. */
export async function readNight(
  { platform, host, hierarchy }: NightReader,
  tx: HotelTx,
): Promise<NightProblem> {
  const { clock, calendar } = platform;
  const today = businessDate(clock.now(), calendar);
  const { horizon, memoryDays } = defaultLookAhead;
  const from = dayNumber(today);
  const last = (await lastDepartureInWindow(tx)) ?? today;
  const nights = Math.min(farthest, Math.max(horizon, dayNumber(last) - from) + margin);
  const view = { from, to: (from + nights) as DayNumber };
  const settings = await hotelSettings(tx);
  const occupancy = await readOccupancy(hierarchy, tx, await host.inventory(tx), [view]);
  const { fairnessDays } = numbersOf(settings.mode);
  const facts: NightFacts = {
    ...{ today, calendar, settings, occupancy, view },
    bookings: await bookingsArriving(tx, addDays(today, -memoryDays), addDays(today, horizon), calendar),
    usage: await roomUsage(tx, today, fairnessDays),
    links: await readLinks(tx, view, platform.settings.pool.linkedMinutes),
  };
  return { today, problem: problemOf(facts), occupancy };
}

/**
 * The moves of the answer, in chains that stand or fall together. Left out: chains that move nobody whose window is open, and those into a
 * room whose stay has found no other, and so remains.
 */
export function movesOf({ occupancy }: NightProblem, { stays }: Assignment): NightMove[][] {
  const { house } = occupancy;
  const roomOf = (id: Room['id']) => house.rooms[house.roomIndex.get(id)!]!;
  const moves: (NightMove & { readonly optimised: boolean })[] = [];
  const remaining: { readonly room: PhysicalRoom; readonly span: NightSpan }[] = [];
  for (const assigned of stays) {
    const { stay, roomId } = assigned;
    if (!assigned.changed || stay.movability !== 'free' || stay.roomId === undefined) continue;
    const from = roomOf(stay.roomId);
    if (roomId === undefined) {
      remaining.push({ room: from.physical, span: stay.span });
      continue;
    }
    const to = roomOf(roomId);
    const plan = occupancy.plan(stay.id as BookingPlanId);
    // Nights held for a stay without a room are in no room yet: they just go elsewhere.
    if (!plan) continue;
    const { id, version, span, reservationId } = plan;
    const reason = movedReason(house, stay.bookedTypeId, [from, to], assigned.reason);
    moves.push({ id, version, span, reservationId, from, to, reason, optimised: stay.optimised });
  }
  const enters = ({ to, span }: NightMove) =>
    remaining.some((stay) => stay.room === to.physical && overlaps(stay.span, span));
  return chainsOf(moves).filter((chain) => chain.some(({ optimised }) => optimised) && !chain.some(enters));
}
