// What the nightly run has learned, and leaves for the bookings of its day: they are placed at once, without the look-ahead's programme. Pure.
import { type KnownBooking, type RoomUsage, type TypePrices, usualNightsOf } from '../../assignment/index.js';
import type { DayNumber } from '../../domain/hotel-date.js';
import type { PhysicalRoom, RoomTypeId } from '../../domain/ids.js';

export interface Outlook {
  readonly prices: TypePrices;
  readonly usage: ReadonlyMap<PhysicalRoom, RoomUsage>;
  /** The hotel's usual length of stay. */
  readonly usualNights: number;
}

/** Before the first nightly run. */
export const noOutlook: Outlook = {
  prices: { firstDay: 0 as DayNumber, byType: new Map() },
  usage: new Map(),
  usualNights: usualNightsOf([]),
};

/** Of the stays that have come to their end by `today`. */
export const usualNightsBefore = (today: DayNumber, bookings: readonly KnownBooking[]): number =>
  usualNightsOf(
    bookings
      .filter(({ arrival, nights, lostOn }) => lostOn === undefined && arrival + nights <= today)
      .map(({ nights }) => nights),
  );

/** As JSON holds it. */
export interface StoredOutlook {
  readonly firstDay: number;
  readonly prices: readonly (readonly [RoomTypeId, readonly number[]])[];
  readonly usage: readonly (readonly [PhysicalRoom, RoomUsage])[];
  readonly usualNights: number;
}

export const toStored = ({ prices, usage, usualNights }: Outlook): StoredOutlook => ({
  firstDay: prices.firstDay,
  prices: [...prices.byType].map(([type, byNight]) => [type, [...byNight]]),
  usage: [...usage],
  usualNights,
});

export const fromStored = ({ firstDay, prices, usage, usualNights }: StoredOutlook): Outlook => ({
  prices: {
    firstDay: firstDay as DayNumber,
    byType: new Map(prices.map(([type, byNight]) => [type, Float64Array.from(byNight)])),
  },
  usage: new Map(usage.map(([room, used]) => [room, { ...neverDemanding, ...used }])),
  usualNights,
});

/** JSON leaves out what is undefined. */
const neverDemanding = { lastUsedUntil: undefined, demandingUntil: undefined };
