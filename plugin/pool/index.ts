// The face of the pool.
export type { Placer } from './placing/placer.js';
export { type Holding, holdsRooms, roomsOfPersons, type Stay } from './placing/holding.js';
export { registerPoolCheck } from './board/pool-check.js';
export { poolState, poolStateFamilies } from './board/pool-state.js';
export { upgradeState, upgradeStateFamilies } from './board/upgrade-state.js';
export { usageState, usageStateFamilies } from './board/usage-state.js';
export { poolFamilies } from './metrics.js';
export { type PoolLoad, poolLoads } from './night/load-repository.js';
export { definePoolJobs, type PoolJobs } from './jobs.js';
export { createGuests, type GuestKeys, type Guests } from './guests/guests.js';
export { guestMessages } from './guests/messages.js';
export { guestRoutes } from './guests/routes.js';
export { poolMessages } from './messages.js';
export { poolRoutes } from './routes.js';
export {
  createPool,
  type FreedNight,
  type HotelSettings,
  type OfferedNights,
  type Opening,
  type Pool,
  type RoomNeed,
  type WaitingPlace,
} from './service.js';
export { createHostWatch, followChanged } from './following/watch.js';
