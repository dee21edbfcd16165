// The face of health: checks register, reports are asked for.
export { createHealth, Unwell } from './health.js';
export type {
  Advice,
  Check,
  CheckLevel,
  CheckReport,
  Health,
  HealthOptions,
  HealthReport,
} from './health.js';
export { type CheckWords, platformWords } from './messages.js';
