// The face of health: checks register, reports are asked for.
export { createHealth, Unwell } from './health.js';
export type { Check, CheckLevel, CheckReport, Health, HealthReport } from './health.js';
