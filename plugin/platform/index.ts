// What every room stands on, compiled once from the options and passed first.
import type { Registry } from 'prom-client';
import type { Logger } from 'winston';
import type { Clock } from '../domain/clock.js';
import type { HotelCalendar } from '../domain/hotel-date.js';
import type { Settings } from '../options.js';
import type { Audit } from './audit/index.js';
import type { Database } from './database/index.js';
import type { Cipher } from './encryption/index.js';
import type { Events } from './events/index.js';
import type { Faults } from './faults/index.js';
import type { Jobs } from './jobs/index.js';

export interface Platform {
  readonly settings: Settings;
  readonly database: Database;
  readonly jobs: Jobs;
  readonly events: Events;
  readonly cipher: Cipher;
  readonly faults: Faults;
  readonly audit: Audit;
  readonly metrics: Registry;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly calendar: HotelCalendar;
}
