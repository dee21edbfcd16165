// The PMS's own fetch route, answered by us because our router is mounted before it; and what staff ask about messages not imported.
import { z } from 'zod';
import { type OpenMessageAnswer, openMessagePage } from '../api/index.js';
import { fill } from '../domain/refusal.js';
import { inHotel } from '../platform/database/index.js';
import { type AnyRoute, type HostRoute, page, paging, route } from '../platform/http/index.js';
import type { Platform } from '../platform/index.js';
import { importMessages } from './messages.js';
import { type OpenMessage, openMessages, openStates } from './reporting/open-messages-repository.js';
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

function reasonOf({ failureCode, failureParams: params }: OpenMessage) {
  if (failureCode === null) return null;
  const key = `import.failure.${failureCode}`;
  const { ja, en } = importMessages[key] ?? { ja: failureCode, en: failureCode };
  return { key, params, text: { ja: fill(ja, params), en: fill(en, params) } };
}

const answerOf = (message: OpenMessage): OpenMessageAnswer => ({
  id: message.id,
  state: message.state,
  bookingNumber: message.bookingNumber,
  attempts: message.attempts,
  receivedAt: message.receivedAt.toISOString(),
  nextAttemptAt: message.nextAttemptAt?.toISOString() ?? null,
  reason: reasonOf(message),
});

export function importRoutes({ database }: Pick<Platform, 'database'>): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/imports/open',
      permission: 'view',
      summary:
        'Messages that are not imported: what failed, then what waits, each with the reason and what to do',
      query: z.strictObject({ ...paging, state: z.enum(openStates).optional() }),
      answer: openMessagePage,
      async handler({ hotelId, query }) {
        const range = { offset: (query.page - 1) * query.pageSize, limit: query.pageSize };
        const { messages, total } = await openMessages(inHotel(database, hotelId), query.state, range);
        return { status: 200, body: page(messages.map(answerOf), query, total) };
      },
    }),
  ];
}
