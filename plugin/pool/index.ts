// The face of the pool.
export type { Desk, Stay } from './desk.js';
export { definePoolJobs, type PoolJobs } from './jobs.js';
export { poolMessages } from './messages.js';
export type { HotelSettings } from './modes.js';
export { poolRoutes } from './routes.js';
export { createPool, type NightsFreedListener, type Pool } from './service.js';
