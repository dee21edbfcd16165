// A room that is proposed for one of a message's rooms.
export interface Proposed {
  /** Position of the room within the message, from 0. */
  readonly slot: number;
  readonly roomId: number;
}
