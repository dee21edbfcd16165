// The report of health on the screens: the very report of the operations port, for those who have no access to that.
import { healthReport } from './api/index.js';
import type { Health } from './platform/health/index.js';
import { type AnyRoute, route } from './platform/http/index.js';

export const healthRoutes = (health: Health): AnyRoute[] => [
  route({
    method: 'get',
    path: '/health-report',
    permission: 'supervise',
    summary:
      'How each part of the whole installation is, since when, and what to do; of one hotel as of any other',
    answer: healthReport,
    async handler() {
      const { ready, checks } = await health.report();
      return { status: 200, body: { ready, checks: [...checks] } };
    },
  }),
];
