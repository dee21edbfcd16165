// Every setting of the plugin: schema, default, unit, environment name, in one place.
import { z } from 'zod';

const seconds = z.number().positive();

export const settingsSchema = z.strictObject({
  /** `all` serves routes and works jobs; `web` only serves; `worker` only works. */
  role: z.enum(['all', 'web', 'worker']).default('all'),
  timeZone: z.string().default('Asia/Tokyo'),
  /** Hour of the day at which the business date turns. */
  businessDateTurnsAt: z.number().int().min(0).max(23).default(5),
  siteController: z.strictObject({
    /** Must end with a slash. HEYAWARI env: XML_REQUEST_URL. */
    url: z.url().endsWith('/'),
    /** Environment: XML_SYSTEM_ID. */
    systemId: z.string().min(1),
    timeoutSeconds: seconds.default(60),
    maxBytes: z
      .number()
      .int()
      .positive()
      .default(64 * 1024 * 1024),
    /** Shortest time between two fetches of one hotel, working hours (09:00–18:59) and otherwise. */
    pollSeconds: seconds.default(310),
    pollSecondsOffHours: seconds.default(1800),
  }),
  import: z
    .strictObject({
      /** Messages applied in one transaction. */
      batchSize: z.number().int().min(1).max(200).default(25),
      /** Reservations written per second over the whole installation; 0 is unlimited. */
      bookingsPerSecond: z.number().min(0).default(8),
      systemErrorTries: z.number().int().min(1).default(8),
      unknownBookingWaitHours: z.number().positive().default(1),
      orphanCancellationWaitHours: z.number().positive().default(24),
    })
    .prefault({}),
  pool: z
    .strictObject({
      /** Hotel time on the deadline day at which rooms become final. */
      deadlineHour: z.number().int().min(0).max(23).default(6),
    })
    .prefault({}),
  metrics: z
    .strictObject({
      /** Port of the metrics and health server on the loopback address; undefined: none. 0 picks a free one. */
      port: z.number().int().min(0).max(65535).optional(),
    })
    .prefault({}),
  stopTimeoutSeconds: seconds.default(20),
});

export type Settings = z.output<typeof settingsSchema>;
