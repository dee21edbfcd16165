// The audit log, asked for by days and by what was acted on: what every slice has written there, so it stands above them all.
import { z } from 'zod';
import { auditLog, type AuditLogAnswer } from './api/index.js';
import { addDays, type HotelCalendar, hotelDate, instantAt, nightsBetween } from './domain/hotel-date.js';
import { type FoundEntry, searchAudit } from './platform/audit/index.js';
import { inHotel } from './platform/database/index.js';
import { type AnyRoute, dateField, integerText, pageSize, route } from './platform/http/index.js';
import type { Platform } from './platform/index.js';

/** Business dates at most in one question: what is rare is looked for through all of them. */
const longestRange = 400;

const query = z
  .strictObject({
    from: dateField,
    to: dateField,
    subject: z
      .string()
      .regex(/^[a-z-]{1,50}(:[0-9A-Za-z-]{1,50})?$/)
      .optional()
      .describe('What was acted on, e.g. `booking-plan:12`, or all of a kind: `guest-note`'),
    after: integerText({ min: 1, max: Number.MAX_SAFE_INTEGER })
      .optional()
      .describe('`next` of the page before'),
    pageSize: pageSize(50),
  })
  .refine(
    ({ from, to }) => {
      const days = nightsBetween(hotelDate(from), hotelDate(to)) + 1;
      return days >= 1 && days <= longestRange;
    },
    { path: ['to'] },
  );

/** Both days included. */
const spanOf = (from: string, to: string, calendar: HotelCalendar) => ({
  from: instantAt(hotelDate(from), calendar.turnsAt, calendar),
  until: instantAt(addDays(hotelDate(to), 1), calendar.turnsAt, calendar),
});

const answerOf = (found: readonly FoundEntry[], most: number): AuditLogAnswer => {
  const told = found.slice(0, most);
  return {
    items: told.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() })),
    next: found.length > most ? told.at(-1)!.id : null,
  };
};

export const auditRoutes = ({ database, calendar }: Platform): AnyRoute[] => [
  route({
    method: 'get',
    path: '/audit-log',
    permission: 'view',
    summary: `Who did what to what on the business dates from \`from\` to \`to\`, at most ${longestRange}, with before and after`,
    query,
    answer: auditLog,
    async handler({ hotelId, query: { from, to, subject, after, pageSize: most } }) {
      const search = { ...spanOf(from, to, calendar), subject, after };
      return {
        status: 200,
        body: answerOf(await searchAudit(inHotel(database, hotelId), search, most + 1), most),
      };
    },
  }),
];
