// A hotel's rooms as placement sees them.
import type { PhysicalRoom, RoomId, RoomTypeId } from './ids.js';

export interface RoomType {
  readonly id: RoomTypeId;
  readonly name: string;
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
