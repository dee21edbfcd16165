// The small hotel as a PMS holds it: what staff call its room types, which code the agencies use for each, who fits in.
import { hotelFile, smallHotel, type TypePlan } from '../bookings/hotel.js';

/** The form of the stand-in PMS's `seedHotel`. */
export interface HotelSpecification {
  readonly name: string;
  readonly rooms: readonly {
    readonly room: string;
    readonly type: string;
    readonly floor: number;
    readonly capacity: number;
  }[];
  /** Types that own no room. */
  readonly types: readonly string[];
  /** Type name by the agencies' room code. */
  readonly roomCodes: Readonly<Record<string, string>>;
}

export const hotelName = 'みなとホテル';

const typeNames: Readonly<Record<string, string>> = {
  ROH: '部屋タイプおまかせ',
  SGL: 'スタンダードシングル',
  TWN: 'スーペリアツイン',
  DLX: 'デラックスダブル',
  STE: 'ハーバースイート',
};

function typeName(code: string): string {
  const name = typeNames[code];
  if (name === undefined) throw new RangeError(`no name for room type ${code}`);
  return name;
}

const floorOf = (room: string) => Number(room.slice(0, -2));

const roomsOf = ({ type, rooms, sleeps }: TypePlan) =>
  rooms.map((room) => ({ room, type: typeName(type), floor: floorOf(room), capacity: sleeps }));

export const hotelSpecification: HotelSpecification = {
  name: hotelName,
  rooms: smallHotel.types.flatMap(roomsOf),
  types: smallHotel.types.filter(({ rooms }) => rooms.length === 0).map(({ type }) => typeName(type)),
  roomCodes: Object.fromEntries(smallHotel.types.map(({ type }) => [type, typeName(type)])),
};

export interface UpgradeEdge {
  readonly from: string;
  readonly to: string;
  /** 0 is tried first. */
  readonly priority: number;
}

/** By type name. */
export const upgradeEdges: readonly UpgradeEdge[] = Object.entries(hotelFile(smallHotel).upgrades).flatMap(
  ([from, targets]) => targets.map((to, priority) => ({ from: typeName(from), to: typeName(to), priority })),
);
