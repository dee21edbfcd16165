// The face of the room-type hierarchy: where an upgrade may go.
export { createRoomHierarchy, type RoomHierarchy, type UpgradeTargets } from './service.js';
