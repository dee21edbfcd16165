// The REST routes of tries: those to come, of messages and confirmations alike, and one of a message at once.
import { z } from 'zod';
import { plannedTryPage } from '../api/index.js';
import { type AnyRoute, page, paging, route } from '../platform/http/index.js';
import { reasonOf } from './manual/answers.js';
import { command, plain } from './manual/routes.js';
import type { ImportRetryService, PlannedTry } from './retries.js';

const plannedAnswer = ({ what, id, failureCode, failureParams, attempts, next, ...rest }: PlannedTry) => ({
  ...{ what, id, attempts, next: next.toISOString(), bookingNumber: rest.bookingNumber ?? null },
  reason: reasonOf(failureCode ?? null, failureParams),
  triesLeft: rest.schedule.triesLeft ?? null,
  until: rest.schedule.until?.toISOString() ?? null,
  wokenBy: rest.schedule.wokenBy ?? null,
});

const scheduleRoute = (retries: ImportRetryService): AnyRoute =>
  route({
    method: 'get',
    path: '/imports/schedule',
    permission: 'view',
    summary:
      'The tries to come, of messages and confirmations: when each is, how often still, and until when',
    query: z.strictObject(paging),
    answer: plannedTryPage,
    async handler({ hotelId, query }) {
      const range = { offset: (query.page - 1) * query.pageSize, limit: query.pageSize };
      const { tries, total } = await retries.schedule(hotelId, range);
      return { status: 200, body: page(tries.map(plannedAnswer), query, total) };
    },
  });

export const retryRoutes = (retries: ImportRetryService): AnyRoute[] => [
  scheduleRoute(retries),
  command('retry', 'Has a message tried now', plain, (tx, meant) => retries.retryNow(tx, meant)),
];
