// The one public door.
export { createHeyawari, type Heyawari, type HeyawariOptions, type HotelSetup } from './heyawari.js';
export { StartError } from './startup-validator.js';
export { existingPms, type ExistingPmsOptions } from './host/existing-pms/index.js';
export { type Clock, SimulatedClock, systemClock } from './domain/clock.js';
export { SettingsError, type SettingsInput } from './options.js';
