// The face of the pure placement rules.
export { createOccupancy, type NightSpan, type Occupancy } from './occupancy.js';
export {
  type HotelRooms,
  placeReservation,
  type PlacedRoom,
  type Placement,
  type RoomNeed,
} from './place.js';
export { type ProposedMove, returnToBookedType } from './return-to-booked.js';
export { spanOf, windowAround } from './span.js';
