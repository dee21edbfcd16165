// The REST routes of the reception of bookings: how it stands, and 今すぐ受信.
import { grantedFetch, reception as receptionAnswer } from '../../api/index.js';
import { type AnyRoute, route } from '../../platform/http/index.js';
import type { Reception, ReceptionStanding } from './reception.js';

const isoOf = (moment: Date | undefined) => moment?.toISOString() ?? null;

function holdAnswer(hold: ReceptionStanding['hold']) {
  if (!hold) return null;
  const { since, because, receivedUntil, run, ...told } = hold;
  return {
    ...{ since: since.toISOString(), because, receivedUntil: isoOf(receivedUntil), ...told },
    reconciled: run?.finished ?? false,
  };
}

function standingAnswer({ hold, ...standing }: ReceptionStanding) {
  const { lastReceivedAt, nextFetchAt, circuitOpenSince, lastFailure, ...told } = standing;
  return {
    ...told,
    ...{ lastReceivedAt: isoOf(lastReceivedAt), nextFetchAt: isoOf(nextFetchAt) },
    ...{ circuitOpenSince: isoOf(circuitOpenSince), lastFailure: lastFailure ?? null },
    hold: holdAnswer(hold),
  };
}

export function receptionRoutes(reception: Reception): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/imports/reception',
      permission: 'view',
      summary:
        'When bookings were last received, when they are asked for next, and how the site controller answers',
      answer: receptionAnswer,
      handler: async ({ hotelId }) => ({
        status: 200,
        body: standingAnswer(await reception.standing(hotelId)),
      }),
    }),
    route({
      method: 'post',
      path: '/imports/release-fetching',
      permission: 'supervise',
      summary: 'Has the hotel fetched for again that is held since the database was restored',
      refusals: { conflict: ['imports.not_held', 'imports.not_compared'] },
      answer: receptionAnswer,
      handler: async (_request, tx) => ({ status: 200, body: standingAnswer(await reception.release(tx)) }),
    }),
    route({
      method: 'post',
      path: '/imports/fetch-now',
      permission: 'operate',
      summary: 'Takes the next slot in which the site controller may be asked, and says when that is',
      refusals: { conflict: ['imports.no_login', 'imports.fetching_held'] },
      answer: grantedFetch,
      async handler(_request, tx) {
        const { at, underWay } = await reception.fetchNow(tx);
        return { status: 202, body: { at: at.toISOString(), underWay } };
      },
    }),
  ];
}
