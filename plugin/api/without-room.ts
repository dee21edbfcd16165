// What is answered of stays without a room: what blocks them, what a person can do; and which sales should stop because of them.
import { z } from 'zod';
import { pageOf } from '../platform/http/index.js';
import { day, instant, items, reason, roomType } from './common.js';
import { importMessage } from './imports.js';
import { bookingPlan, numberedRoom } from './pool.js';

const typedRoom = z.object({ ...numberedRoom.shape, type: roomType });

const stayWithoutRoom = z
  .object({
    plan: bookingPlan,
    fits: typedRoom
      .nullable()
      .describe(
        'The room that placement would give it now, beside the other rooms of its booking; null: none',
      ),
    full: z
      .array(
        z.object({
          type: roomType,
          nights: z
            .array(day)
            .describe('On which no room of the type is free; none: on each night one is, but not throughout'),
          reason,
        }),
      )
      .describe('The booked type and its automatic upgrades, where none of them can take it'),
    upgrades: z
      .array(z.object({ room: typedRoom, costPerNight: z.int().describe('Yen'), reason }))
      .describe(
        'Proposals: upgrades that only a person gives. Accepted by importing the message into the room, or refused',
      ),
    held: z
      .array(z.object({ room: typedRoom, nights: z.array(day) }))
      .describe('What the PMS holds for it as 押さえ until it has a room'),
    holdable: z
      .array(z.object({ room: typedRoom, nights: z.array(day) }))
      .describe('What `hold` would hold beside that now; none where the hotel’s rooms are not planned'),
    refused: z
      .array(roomType)
      .describe('Not proposed any more, since a person has refused it, until it is to be proposed again'),
    message: importMessage
      .nullable()
      .describe('The newest open message of its booking, with what can be done about it; null: none is open'),
  })
  .meta({ id: 'StayWithoutRoom', description: 'A booked stay for which there is no room: 部屋未定' });

export const staysWithoutRoom = pageOf(stayWithoutRoom).meta({ id: 'StaysWithoutRoom' });
export type StaysWithoutRoomAnswer = z.output<typeof staysWithoutRoom>;

const sale = z
  .object({
    type: roomType,
    night: day,
    state: z
      .enum(['to_stop', 'stopped', 'may_resume'])
      .describe(
        'to_stop: selling it should stop; stopped: it is stopped (手仕舞い済み), and should stay so; may_resume: it is, and need not be (再販可)',
      ),
    stays: z.int().describe('Stays without a room that booked the type and need the night'),
    free: z.int().describe('Rooms of the type for sale that nobody holds that night'),
    allowance: z.int().describe('Of these stays, how many the hotel intends to have'),
    stopped: z
      .object({
        at: instant,
        userId: z.int().nullable(),
        clerk: z.string().nullable().describe('担当者, where the login is shared'),
      })
      .nullable(),
  })
  .meta({ id: 'Sale', description: 'A type on a night, of which something is to be said' });

export const salesToStop = items(sale)
  .extend({
    allowances: z
      .array(
        z.object({
          type: roomType,
          stays: z.int().describe('0: none'),
          version: z.int().describe('0: nobody has set it yet'),
        }),
      )
      .describe('Of every type'),
    complete: z.boolean().describe('False: there are more, of later nights'),
  })
  .meta({ id: 'SalesToStop' });
export type SalesToStopAnswer = z.output<typeof salesToStop>;
