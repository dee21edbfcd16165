// The PMS's own fetch route, answered by us because our router is mounted before it; and what people ask and do about messages.
import type { AnyRoute, HostRoute } from '../platform/http/index.js';
import { commandRoutes, questionRoutes } from './manual/routes.js';
import type { OtaImport } from './service.js';

/** Same path and same answer as the PMS's, so that its job goes on calling it; but the answer means "stored", never "hidden failure". */
export function fetchRoute(service: OtaImport): HostRoute {
  return {
    method: 'get',
    path: '/sc/tl/reservations/fetch',
    async handler() {
      await service.fetchAll();
      return { status: 200, body: { message: 'Processed all hotels.' } };
    },
  };
}

export const importRoutes = ({ questions, commands }: OtaImport): AnyRoute[] => [
  ...questionRoutes(questions),
  ...commandRoutes(commands),
];
