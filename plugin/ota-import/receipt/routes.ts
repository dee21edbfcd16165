// The REST routes of the reception of bookings: how it stands, and 今すぐ受信.
import { grantedFetch, reception as receptionAnswer } from '../../api/index.js';
import { type AnyRoute, route } from '../../platform/http/index.js';
import type { Reception } from './reception.js';

const isoOf = (moment: Date | undefined) => moment?.toISOString() ?? null;

export function receptionRoutes(reception: Reception): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/imports/reception',
      permission: 'view',
      summary:
        'When bookings were last received, when they are asked for next, and how the site controller answers',
      answer: receptionAnswer,
      async handler({ hotelId }) {
        const { lastReceivedAt, nextFetchAt, circuitOpenSince, lastFailure, ...told } =
          await reception.standing(hotelId);
        const moments = {
          lastReceivedAt: isoOf(lastReceivedAt),
          nextFetchAt: isoOf(nextFetchAt),
          circuitOpenSince: isoOf(circuitOpenSince),
        };
        return { status: 200, body: { ...told, ...moments, lastFailure: lastFailure ?? null } };
      },
    }),
    route({
      method: 'post',
      path: '/imports/fetch-now',
      permission: 'operate',
      summary: 'Takes the next slot in which the site controller may be asked, and says when that is',
      refusals: { conflict: ['imports.no_login'] },
      answer: grantedFetch,
      async handler(_request, tx) {
        const { at, underWay } = await reception.fetchNow(tx);
        return { status: 202, body: { at: at.toISOString(), underWay } };
      },
    }),
  ];
}
