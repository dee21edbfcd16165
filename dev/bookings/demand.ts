// What guests ask for: arrivals by season and weekday, lead times, lengths of stay, parties, who cancels and who does not come.
import { addDays } from './dates.js';
import type { HotelPlan, TypePlan } from './hotel.js';
import { between, pick, pickWeighted, type Random } from './random.js';

export interface Season {
  readonly from: string;
  readonly to: string;
  /** Times the arrivals and, in part, the prices of quiet days. */
  readonly demand: number;
}

export interface DemandOptions {
  readonly hotel: HotelPlan;
  /** First day of arrivals, `YYYY-MM-DD`, and how many days there are. */
  readonly firstArrival: string;
  readonly days: number;
  readonly seasons: readonly Season[];
  /** How often someone asks; a party asks once for all its rooms. */
  readonly requests: number;
}

/** One room of a request. */
export interface RequestedRoom {
  readonly type: TypePlan;
  readonly adults: number;
  readonly children: number;
  readonly babies: number;
  /** Yen for a night. */
  readonly rate: number;
}

export interface BookingRequest {
  readonly bookedOn: string;
  readonly arrival: string;
  /** 0: day use. */
  readonly nights: number;
  readonly rooms: readonly RequestedRoom[];
  readonly segment: Segment;
  /** Undefined for guests who come. */
  readonly cancelledOn: string | undefined;
  readonly noShow: boolean;
}

export type Segment = 'Online TA' | 'Offline TA/TO' | 'Direct' | 'Corporate' | 'Groups';

const segments: readonly (readonly [Segment, number])[] = [
  ['Online TA', 62],
  ['Offline TA/TO', 14],
  ['Direct', 15],
  ['Corporate', 9],
];
/** Most people stay a night or two; day use is rare; few stay for longer than a week. */
const lengthsOfStay: readonly (readonly [number, number])[] = [
  [0, 1],
  [1, 38],
  [2, 27],
  [3, 15],
  [4, 8],
  [5, 5],
  [7, 4],
  [10, 1.5],
  [14, 0.5],
];
const weekendDemand = 1.6;
const lateShare = 0.15;
const meanLeadDays = 30;
const longestLeadDays = 150;
const partyShare = 0.04;
const noShowShare = 0.015;

/** All requests in order of booking day, those of one day in the order in which they came. */
export function requestsOf(options: DemandOptions, random: Random): BookingRequest[] {
  const days = Array.from({ length: options.days }, (_, day) => addDays(options.firstArrival, day));
  const arrivals = days.map((day) => [day, demandOn(day, options.seasons)] as const);
  return Array.from({ length: options.requests }, () =>
    requestFor(pickWeighted(random, arrivals), options, random),
  ).sort((a, b) => (a.bookedOn < b.bookedOn ? -1 : Number(a.bookedOn > b.bookedOn)));
}

function demandOn(day: string, seasons: readonly Season[]): number {
  const season = seasons.find(({ from, to }) => from <= day && day <= to);
  return (isWeekend(day) ? weekendDemand : 1) * (season?.demand ?? 1);
}

/** Fridays and Saturdays. */
const isWeekend = (day: string) => [5, 6].includes(new Date(day).getUTCDay());

function requestFor(arrival: string, options: DemandOptions, random: Random): BookingRequest {
  const leadDays = leadTime(random);
  const bookedOn = addDays(arrival, -leadDays);
  const isParty = random() < partyShare;
  const rooms = Array.from({ length: isParty ? between(random, 2, 5) : 1 }, () =>
    roomFor(arrival, options, random),
  );
  const cancels = random() < 0.08 + 0.22 * Math.min(leadDays / 90, 1);
  return {
    bookedOn,
    arrival,
    nights: pickWeighted(random, lengthsOfStay),
    rooms,
    segment: isParty ? 'Groups' : pickWeighted(random, segments),
    cancelledOn: cancels ? addDays(bookedOn, between(random, 0, leadDays + 1)) : undefined,
    noShow: !cancels && random() < noShowShare,
  };
}

/** Some book within two days, the others exponentially long before. */
function leadTime(random: Random): number {
  if (random() < lateShare) return between(random, 0, 3);
  return Math.min(Math.floor(-Math.log(1 - random()) * meanLeadDays), longestLeadDays);
}

function roomFor(arrival: string, { hotel, seasons }: DemandOptions, random: Random): RequestedRoom {
  const type = pickWeighted(
    random,
    hotel.types.map((type) => [type, type.demand] as const),
  );
  const adults = between(random, Math.ceil(type.sleeps / 2), type.sleeps + 1);
  const asFamily = type.sleeps > 1 && random() < 0.15;
  const busy = (demandOn(arrival, seasons) + 1) / 2;
  return {
    type,
    adults,
    children: asFamily ? between(random, 1, 3) : 0,
    babies: asFamily && random() < 0.2 ? 1 : 0,
    rate: Math.round((type.rate * busy * pick(random, [0.9, 1, 1, 1.1])) / 100) * 100,
  };
}
