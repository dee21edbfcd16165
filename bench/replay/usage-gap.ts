// How evenly the rooms of a type are used, month by month.
import { fromDayNumber } from '../../plugin/domain/hotel-date.js';
import type { RoomId } from '../../plugin/domain/ids.js';
import type { PlayedStay } from './game.js';
import type { ReplayHotel } from './player.js';
import { roomsByType } from './rivals.js';

export interface UsageGap {
  readonly mean: number;
  readonly worst: number;
}

/** The month of a day as `YYYY-MM`; finding it costs more than looking it up. */
function monthReader(): (day: number) => string {
  const months = new Map<number, string>();
  return (day) => {
    const known = months.get(day);
    if (known !== undefined) return known;
    const month = fromDayNumber(day).slice(0, 7);
    months.set(day, month);
    return month;
  };
}

/** Months that lie wholly between the two days, with their nights. */
function wholeMonths(first: number, last: number, monthOf: (day: number) => string): Map<string, number> {
  const months = new Map<string, number>();
  for (let day = first; day <= last; day += 1) months.set(monthOf(day), (months.get(monthOf(day)) ?? 0) + 1);
  const cutOff = new Set<string>();
  if (monthOf(first - 1) === monthOf(first)) cutOff.add(monthOf(first));
  if (monthOf(last + 1) === monthOf(last)) cutOff.add(monthOf(last));
  for (const month of cutOff) months.delete(month);
  return months;
}

/** Nights that guests who stayed slept in each room, by month. */
function nightsUsed(stays: readonly PlayedStay[], monthOf: (day: number) => string) {
  const used = new Map<RoomId, Map<string, number>>();
  for (const { stay, room, checkedOut } of stays) {
    if (room === undefined || !checkedOut) continue;
    const months = used.get(room) ?? new Map<string, number>();
    used.set(room, months);
    for (let night: number = stay.arrival; night < stay.arrival + stay.nights; night += 1)
      months.set(monthOf(night), (months.get(monthOf(night)) ?? 0) + 1);
  }
  return used;
}

/**
 * Most less least of (nights used ÷ nights of the month) over the rooms of a type; mean and worst over the types of at least two rooms and
 * the months in which any of them was used. Only months wholly between the first and the last arrival: at the ends the house fills
 * and empties. Zero where there are none.
 */
export function usageGapOf(hotel: ReplayHotel, stays: readonly PlayedStay[]): UsageGap {
  if (stays.length === 0) return { mean: 0, worst: 0 };
  const monthOf = monthReader();
  const days = stays.map(({ stay }) => stay.arrival);
  const extent = days.reduce(
    ({ first, last }, day) => ({ first: Math.min(first, day), last: Math.max(last, day) }),
    { first: days[0]!, last: days[0]! } as { first: number; last: number },
  );
  const months = wholeMonths(extent.first, extent.last, monthOf);
  const used = nightsUsed(stays, monthOf);
  const gaps: number[] = [];
  for (const rooms of roomsByType(hotel).values())
    for (const [month, nights] of rooms.length < 2 ? [] : months) {
      const shares = rooms.map((room) => (used.get(room)?.get(month) ?? 0) / nights);
      if (Math.max(...shares) > 0) gaps.push(Math.max(...shares) - Math.min(...shares));
    }
  if (gaps.length === 0) return { mean: 0, worst: 0 };
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  return { mean: Number(mean.toFixed(4)), worst: Number(Math.max(...gaps).toFixed(4)) };
}
