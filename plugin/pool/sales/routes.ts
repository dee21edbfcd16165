// The routes of what should not be sold while stays are without a room.
import { z } from 'zod';
import { salesToStop } from '../../api/index.js';
import { hotelDate } from '../../domain/hotel-date.js';
import { roomTypeId } from '../../domain/ids.js';
import { type AnyRoute, dateField, endsInCalendar, integerField, route } from '../../platform/http/index.js';
import type { Sales } from './sales.js';

/** Nobody stops selling for longer at once. */
const mostNights = 400;

const nightsBody = z
  .strictObject({
    roomTypeId: integerField({ min: 1 }),
    from: dateField,
    nights: integerField({ min: 1, max: mostNights }),
  })
  .refine(({ from, nights }) => endsInCalendar(from, nights), { path: ['from'] });

const refusals = { not_found: ['pool.type_unknown'] };

const marking = (path: string, summary: string, mark: Sales['stop']): AnyRoute =>
  route({
    ...{ method: 'post', path, permission: 'operate', summary, answer: salesToStop, refusals },
    body: nightsBody,
    handler: async ({ body: { roomTypeId: type, from, nights } }, tx) => ({
      status: 200,
      body: await mark(tx, { type: roomTypeId(type), from: hotelDate(from), nights }),
    }),
  });

export const salesRoutes = (sales: Sales): AnyRoute[] => [
  route({
    method: 'get',
    path: '/sales-to-stop',
    permission: 'view',
    summary:
      'Types and nights to stop selling, since stays without a room need what is left; those that are stopped, and which may be sold again',
    answer: salesToStop,
    handler: async ({ hotelId }) => ({ status: 200, body: await sales.toStop(hotelId) }),
  }),
  marking(
    '/sales-to-stop/stop',
    'Says that a person has stopped selling a type for some nights (手仕舞い済み)',
    (...asked) => sales.stop(...asked),
  ),
  marking('/sales-to-stop/resume', 'Says that a type is sold again for some nights', (...asked) =>
    sales.resume(...asked),
  ),
  route({
    method: 'put',
    path: '/overbooking-allowances',
    permission: 'supervise',
    summary:
      'Sets how many stays without a room of a type the hotel intends to have on a night: of so many nobody is told to stop selling',
    body: z.strictObject({
      roomTypeId: integerField({ min: 1 }),
      stays: integerField({ min: 0, max: 100 }),
      version: integerField({ min: 0 }),
    }),
    answer: salesToStop,
    refusals: { ...refusals, conflict: ['version.changed'] },
    handler: async ({ body: { roomTypeId: type, ...allowance } }, tx) => ({
      status: 200,
      body: await sales.allow(tx, roomTypeId(type), allowance),
    }),
  }),
];
