// What a synthetic hotel is made of, and the small one this repository uses.

/** A room type, with what its guests are like. */
export interface TypePlan {
  readonly type: string;
  /** Its room numbers; none for a type that is sold but owns no room. */
  readonly rooms: readonly string[];
  /** Share of the requests; relative to the other types'. */
  readonly demand: number;
  /** Yen for a room and night at quiet times. */
  readonly rate: number;
  /** Most adults in a room. */
  readonly sleeps: number;
}

/** Types from the simplest to the best; each may be upgraded to every later one that has rooms. */
export interface HotelPlan {
  readonly name: string;
  readonly types: readonly TypePlan[];
}

/** The form of a hotel's file: what exists, and for each type what may be given instead, most usual first. */
export interface HotelFile {
  readonly hotel: string;
  readonly rooms: readonly { readonly room: string; readonly type: string }[];
  readonly upgrades: Readonly<Record<string, readonly string[]>>;
}

const numbers = (first: number, count: number) => Array.from({ length: count }, (_, n) => String(first + n));

/**
 * 24 rooms on four floors. Singles are asked for far more often than there are any, so that upgrades happen; `ROH`, run of house, is
 * sold without a room of its own.
 */
export const smallHotel: HotelPlan = {
  name: 'small',
  types: [
    { type: 'ROH', rooms: [], demand: 6, rate: 7800, sleeps: 2 },
    { type: 'SGL', rooms: numbers(201, 8), demand: 44, rate: 8400, sleeps: 1 },
    { type: 'TWN', rooms: numbers(301, 8), demand: 30, rate: 13800, sleeps: 2 },
    { type: 'DLX', rooms: numbers(401, 6), demand: 16, rate: 19800, sleeps: 3 },
    { type: 'STE', rooms: numbers(501, 2), demand: 4, rate: 36000, sleeps: 4 },
  ],
};

export function hotelFile({ name, types }: HotelPlan): HotelFile {
  return {
    hotel: name,
    rooms: types.flatMap(({ type, rooms }) => rooms.map((room) => ({ room, type }))),
    upgrades: Object.fromEntries(
      types
        .map(({ type }, index) => [type, upgradesFrom(types, index)] as const)
        .filter(([, upgrades]) => upgrades.length > 0),
    ),
  };
}

const upgradesFrom = (types: readonly TypePlan[], index: number) =>
  types
    .slice(index + 1)
    .filter(({ rooms }) => rooms.length > 0)
    .map(({ type }) => type);
