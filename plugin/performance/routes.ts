// How busy a hotel was, for its load chart.
import { z } from 'zod';
import { hotelLoad, type HotelLoadAnswer } from '../api/index.js';
import { type AnyRoute, integerText, route } from '../platform/http/index.js';
import { type HotelLoad, longestHours, type Performance, slotMinutes } from './performance.js';

const query = z.strictObject({
  hours: integerText({ min: 1, max: longestHours, byDefault: 24 }).describe('Up to now'),
});

const answerOf = ({ from, to, slots, escalationRate, conflictRate }: HotelLoad): HotelLoadAnswer => ({
  ...{ from: from.toISOString(), to: to.toISOString(), slotMinutes },
  slots: slots.map(({ slot, ...measured }) => ({
    ...measured,
    at: slot.toISOString(),
  })),
  ...{ escalationRate: escalationRate ?? null, conflictRate: conflictRate ?? null },
});

export const performanceRoutes = (performance: Performance): AnyRoute[] => [
  route({
    method: 'get',
    path: '/load',
    permission: 'view',
    summary: `How busy the hotel was in the last hours, at most ${longestHours}, five minutes at a time; slots in which nothing ran are left out`,
    query,
    answer: hotelLoad,
    async handler({ hotelId, query: { hours } }) {
      return { status: 200, body: answerOf(await performance.load(hotelId, hours)) };
    },
  }),
];
