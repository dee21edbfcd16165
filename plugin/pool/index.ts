// The face of the pool.
export type { Placer } from './placing/placer.js';
export { type Holding, holdsRooms, type Stay } from './placing/holding.js';
export { definePoolJobs, type PoolJobs } from './jobs.js';
export { poolMessages } from './messages.js';
export type { HotelSettings } from './modes/modes.js';
export { poolRoutes } from './routes.js';
export type { ServingNight } from './plans/freed-nights.js';
export { createPool, type Pool } from './service.js';
export { createHostWatch, followChanged } from './following/watch.js';
