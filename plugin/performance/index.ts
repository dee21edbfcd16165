// The face of performance: how busy each hotel was.
export { createPerformance, type Performance, schedulePerformance } from './performance.js';
export { performanceRoutes } from './routes.js';
