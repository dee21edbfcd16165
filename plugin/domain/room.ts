// A hotel's rooms as placement sees them.
import type { Smoking } from './stay.js';
import type { PhysicalRoom, RoomId, RoomTypeId } from './ids.js';

export interface RoomType {
  readonly id: RoomTypeId;
  /** As it is called (`nameOfType`). */
  readonly name: string;
}

/** What a room type is called, everywhere: as the hotel named it in the PMS, which has one name a type; by its id where that is blank. */
export const nameOfType = (id: RoomTypeId, name: string | null | undefined): string =>
  name?.trim() || String(id);

/** Names of types by id; a type that is not listed, since the PMS no longer has it, goes by its id. */
export function namesOf(types: readonly RoomType[]): (type: RoomTypeId) => string {
  const names = new Map(types.map(({ id, name }) => [id, name]));
  return (type) => nameOfType(type, names.get(type));
}

export interface Room {
  readonly id: RoomId;
  readonly typeId: RoomTypeId;
  readonly number: string;
  readonly physical: PhysicalRoom;
  readonly floor: number;
  /** People. */
  readonly capacity: number;
  readonly smoking: boolean;
  /** False for staff rooms and rooms not for sale: no guest is ever placed there. */
  readonly sellable: boolean;
  /** The PMS's `assignment_priority`, 割当順; smaller first, undefined last. */
  readonly priority: number | undefined;
}

/** Whether a room is of the kind that was booked; any is where nothing was said. */
export const isOfKind = ({ smoking }: Pick<Room, 'smoking'>, booked: Smoking | undefined): boolean =>
  booked === undefined || smoking === (booked === 'smoking');
