// The face of the pool.
export type { Placer } from './placing/placer.js';
export { type Holding, holdsRooms, type Stay } from './placing/holding.js';
export { definePoolJobs, type PoolJobs } from './jobs.js';
export { poolMessages } from './messages.js';
export { poolRoutes } from './routes.js';
export { createPool, type HotelSettings, type Pool, type ServingNight } from './service.js';
export { createHostWatch, followChanged } from './following/watch.js';
