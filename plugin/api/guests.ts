// What is answered of the guests of stays: the room of the last stay, and the rooms that they wish for and do not.
import { z } from 'zod';
import { day, items } from './common.js';
import { numberedRoom } from './pool.js';

export const roomNote = z
  .object({
    id: z.int(),
    version: z.int(),
    room: numberedRoom,
    kind: z.enum(['wish', 'avoid']).describe('wish: 希望の部屋; avoid: 不可の部屋'),
    text: z.string().nullable(),
  })
  .meta({ id: 'RoomNote', description: 'A room that a guest wishes for, or one that will not do' });
export type RoomNoteAnswer = z.output<typeof roomNote>;

const guestOfStay = z
  .object({
    planId: z.int(),
    known: z
      .boolean()
      .describe('Whether the guest can be told, so that rooms can be noted: a person’s booking in the PMS'),
    lastStay: z
      .object({
        checkIn: day,
        checkOut: day,
        rooms: z.array(numberedRoom).describe('Held in its last night; the first few'),
        moreRooms: z.int(),
      })
      .nullable()
      .describe('Of the same client, phone or mail, in this hotel'),
    notes: z.array(roomNote),
  })
  .meta({ id: 'GuestOfStay', description: 'What is known of the guest of a stay' });
export type GuestOfStayAnswer = z.output<typeof guestOfStay>;

export const guestsOfStays = items(guestOfStay);
