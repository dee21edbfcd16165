// What a game says about a player, in figures. Scored are the stays whose guests came and stayed: Check-Out, of at least one night.
import { usualNightsOf } from '../../plugin/assignment/index.js';
import type { RoomId, RoomTypeId } from '../../plugin/domain/ids.js';
import { type Outcome, lookBacks, type PlayedStay } from './game.js';
import { departure, type ReplayHotel } from './player.js';
import { type UsageGap, usageGapOf } from './usage-gap.js';

export interface Metrics {
  /** Scored stays; all figures but the gaps and the placeable rooms are about these alone. */
  readonly stays: number;
  readonly withoutRoom: number;
  /** Stays in another type than the booked one. */
  readonly upgrades: number;
  /** One for each upgrade: the data knows no prices. */
  readonly upgradeCost: number;
  /**
   * By days before arrival: share of the stays booked by then whose room at the end of that day is not their final one. A stay that had no
   * room then has not changed; null where none had one.
   */
  readonly changedSince: Readonly<Record<string, number | null>>;
  /** How often stays went from a room they had held to another, the last time when it became final. */
  readonly tentativeMoves: number;
  /** Rooms changed after they were final: 0, or the game would have been stopped. */
  readonly finalMoves: number;
  /** Runs of free nights between two stays in a room that are shorter than the usual stay: the median of the scored ones, the lower of two. */
  readonly gapsShorterThanUsual: number;
  /** By nights and type: rooms free for so many nights from the day on, after the day's run, mean over the days with arrivals ahead. */
  readonly placeableAgain: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Rooms that one guest leaves and another comes to on one day, on the day with the most. */
  readonly sameDayTurnovers: number;
  /** Share of the stays booked on or after their deadline that got the type they booked; null where there are none. */
  readonly lastMinuteInBookedType: number | null;
  /** Between a type's most and least used rooms, as shares of a month's nights, over all types of two rooms or more and months. */
  readonly usageGap: UsageGap;
  /** Milliseconds; null for a player that asks no solver. */
  readonly solverP50Ms: number | null;
  readonly solverP95Ms: number | null;
  /** The days' runs alone, by the processor: all of them, and one of them; null where there are none. */
  readonly runsCpuSeconds: number | null;
  readonly runCpuP95Ms: number | null;
  /** The whole game, the player and the umpire. */
  readonly seconds: number;
}

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));
const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0);
const share = (part: number, whole: number) => (whole === 0 ? null : rounded(part / whole, 4));

export function metricsOf(outcome: Outcome): Metrics {
  const { runCpuMs } = outcome;
  const scored = outcome.stays.filter((one) => one.checkedOut);
  const typeOf = new Map(outcome.hotel.rooms.map((room) => [room.id, room.typeId]));
  const inBookedType = ({ stay, room }: PlayedStay) =>
    room !== undefined && typeOf.get(room) === stay.bookedTypeId;
  const upgrades = scored.filter((one) => one.room !== undefined && !inBookedType(one)).length;
  const lastMinute = scored.filter(({ stay }) => stay.bookedOn >= stay.deadline);
  return {
    stays: scored.length,
    withoutRoom: scored.filter((one) => one.room === undefined).length,
    upgrades,
    upgradeCost: upgrades,
    changedSince: Object.fromEntries(lookBacks.map((days) => [days, changedSince(scored, days)])),
    tentativeMoves: sum(scored.map(({ moves }) => moves)),
    finalMoves: outcome.finalMoves,
    gapsShorterThanUsual: shortGaps(outcome.stays, usualNightsOf(scored.map(({ stay }) => stay.nights))),
    placeableAgain: placeableAgain(outcome),
    sameDayTurnovers: peakTurnovers(scored),
    lastMinuteInBookedType: share(lastMinute.filter(inBookedType).length, lastMinute.length),
    usageGap: usageGapOf(outcome.hotel, outcome.stays),
    solverP50Ms: percentile(outcome.solverMs, 0.5),
    solverP95Ms: percentile(outcome.solverMs, 0.95),
    runsCpuSeconds: runCpuMs.length === 0 ? null : rounded(sum(runCpuMs) / 1000, 2),
    runCpuP95Ms: percentile(runCpuMs, 0.95),
    seconds: rounded(outcome.seconds, 2),
  };
}

function changedSince(scored: readonly PlayedStay[], days: number): number | null {
  const booked = scored.filter(({ stay }) => stay.arrival - stay.bookedOn >= days);
  const placed = booked.filter((one) => one.roomBefore.get(days) !== undefined);
  if (placed.length === 0) return null;
  return share(placed.filter((one) => one.roomBefore.get(days) !== one.room).length, booked.length);
}

/** The nights each room was held, by whomever: a no-show's one night is in the way as well. In the order of the nights. */
function runsByRoom(stays: readonly PlayedStay[]): Map<RoomId, { from: number; to: number }[]> {
  const runs = new Map<RoomId, { from: number; to: number }[]>();
  for (const { stay, room, nightsHeld } of stays) {
    if (room === undefined || nightsHeld < 1) continue;
    const ofRoom = runs.get(room) ?? [];
    runs.set(room, ofRoom);
    ofRoom.push({ from: stay.arrival, to: stay.arrival + nightsHeld });
  }
  for (const ofRoom of runs.values()) ofRoom.sort((a, b) => a.from - b.from);
  return runs;
}

function shortGaps(stays: readonly PlayedStay[], usualNights: number): number {
  let short = 0;
  for (const runs of runsByRoom(stays).values())
    runs.forEach(({ from }, i) => {
      const gap = i === 0 ? 0 : from - runs[i - 1]!.to;
      if (gap > 0 && gap < usualNights) short += 1;
    });
  return short;
}

function peakTurnovers(scored: readonly PlayedStay[]): number {
  const leaving = new Set<string>();
  for (const { stay, room } of scored) if (room !== undefined) leaving.add(`${room} ${departure(stay)}`);
  const turnovers = new Map<number, number>();
  for (const { stay, room } of scored)
    if (leaving.has(`${room} ${stay.arrival}`))
      turnovers.set(stay.arrival, (turnovers.get(stay.arrival) ?? 0) + 1);
  return Math.max(0, ...turnovers.values());
}

function placeableAgain({ hotel, placeable }: Outcome) {
  const nameOf = namesOf(hotel);
  return Object.fromEntries(
    [...placeable.means()].map(([nights, means]) => [
      nights,
      Object.fromEntries([...means].map(([type, mean]) => [nameOf.get(type)!, rounded(mean, 2)])),
    ]),
  );
}

export const namesOf = (hotel: ReplayHotel): ReadonlyMap<RoomTypeId, string> =>
  new Map(hotel.types.map(({ id, name }) => [id, name]));

/** The smallest value that at least `part` of them do not exceed. */
function percentile(values: readonly number[], part: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
  return value === undefined ? null : rounded(value, 2);
}
