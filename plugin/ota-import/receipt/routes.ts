// The REST routes of the reception of bookings: how it stands, 今すぐ受信, and the hours of frequent fetching.
import { z } from 'zod';
import { clockTime, fetchHours, grantedFetch, reception as receptionAnswer } from '../../api/index.js';
import { type AnyRoute, integerField, route } from '../../platform/http/index.js';
import type { StoredHours } from './hours-repository.js';
import type { Reception } from './reception.js';

const isoOf = (moment: Date | undefined) => moment?.toISOString() ?? null;
const hoursOf = ({ hours, version }: StoredHours) => ({ ...hours, version });

function hoursRoutes(reception: Reception): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/imports/settings',
      permission: 'view',
      summary: 'The hours in which the hotel is fetched frequently',
      answer: fetchHours,
      handler: async ({ hotelId }) => ({ status: 200, body: hoursOf(await reception.hours(hotelId)) }),
    }),
    route({
      method: 'put',
      path: '/imports/settings',
      permission: 'configure',
      summary: 'Sets the hours in which the hotel is fetched frequently',
      refusals: { conflict: ['version.changed'] },
      body: z.strictObject({ from: clockTime, until: clockTime, version: integerField({ min: 0 }) }),
      answer: fetchHours,
      handler: async ({ body: { version, ...hours } }, tx) => ({
        status: 200,
        body: hoursOf(await reception.changeHours(tx, hours, version)),
      }),
    }),
  ];
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
    ...hoursRoutes(reception),
  ];
}
