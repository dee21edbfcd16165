// The routes of statistics, health and the dashboard.
import { z } from 'zod';
import { importDashboard, importHealth, importStatistics } from '../../api/index.js';
import { hotelDate, nightsBetween } from '../../domain/hotel-date.js';
import { type AnyRoute, dateField, route } from '../../platform/http/index.js';
import { importMessages } from '../messages.js';
import { createAnswers } from './answers.js';
import { type ImportMonitorService, longestRange } from './monitor.js';

const answers = createAnswers(importMessages);

const statisticsQuery = z.strictObject({ from: dateField, to: dateField }).refine(
  ({ from, to }) => {
    const days = nightsBetween(hotelDate(from), hotelDate(to)) + 1;
    return days >= 1 && days <= longestRange;
  },
  { path: ['to'] },
);

export function monitorRoutes(monitor: ImportMonitorService): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/imports/statistics',
      permission: 'view',
      summary: `How the import did on the business dates from \`from\` to \`to\`, at most ${longestRange}: rates, causes, durations, patterns`,
      query: statisticsQuery,
      answer: importStatistics,
      async handler({ hotelId, query: { from, to } }) {
        const statistics = await monitor.statistics(hotelId, hotelDate(from), hotelDate(to));
        return { status: 200, body: answers.statistics(statistics) };
      },
    }),
    route({
      method: 'get',
      path: '/imports/health',
      permission: 'view',
      summary: 'Whether the import does well, what stands against it, and what keeps failing alike',
      answer: importHealth,
      handler: async ({ hotelId }) => ({ status: 200, body: answers.health(await monitor.health(hotelId)) }),
    }),
    route({
      method: 'get',
      path: '/imports/dashboard',
      permission: 'view',
      summary:
        'How the import stands, at a glance: what is open, what is tried next, rates, causes, the last receipt',
      answer: importDashboard,
      handler: async ({ hotelId }) => ({
        status: 200,
        body: answers.dashboard(await monitor.dashboard(hotelId)),
      }),
    }),
  ];
}
