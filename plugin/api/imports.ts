// What the OTA import answers: the messages of the site controller, what each says, and what a person can do with it.
import { z } from 'zod';
import { pageOf } from '../platform/http/index.js';
import { day, dayUseHours, instant, items, roomType, toldReason } from './common.js';
import { roomChoice } from './pool.js';

const messageState = z.enum(['held', 'failed', 'waiting', 'done']).meta({
  id: 'ImportMessageState',
  description:
    'held: a person must decide (要確認); failed: a person must act (要対応); waiting: it is tried again by itself; done: nothing is to be done',
});
export type ImportMessageState = z.output<typeof messageState>;

const messageStatus = z
  .enum([
    'received',
    'pending',
    'retrying',
    'waiting',
    'failed',
    'imported',
    'resolved',
    'duplicate',
    'superseded',
    'ignored',
  ])
  .meta({ id: 'ImportMessageStatus', description: 'Where it stands in the ledger' });

const messageAction = z
  .object({
    action: z.enum(['retry', 'import', 'accept', 'reject', 'resolve', 'edit', 'ignore']),
    permission: z.enum(['operate', 'supervise']).describe('What a person needs for it'),
  })
  .meta({ id: 'ImportMessageAction', description: 'Something that can be done with a message as it stands' });

const resolution = z.enum([
  'entered_by_hand',
  'done_in_pms',
  'housed_elsewhere',
  'cancellation_requested',
  'kept',
]);

const outline = {
  id: z.int(),
  version: z.int().describe('Rises with every change; a command names the version that it saw'),
  state: messageState,
  status: messageStatus,
  kind: z
    .enum(['new', 'change', 'cancellation'])
    .nullable()
    .describe('Null where the message could not be read so far'),
  agency: z.string().nullable(),
  bookingNumber: z.string().nullable(),
  checkIn: day.nullable(),
  receivedAt: instant,
  attempts: z.int(),
  nextAttemptAt: instant.nullable(),
  reason: toldReason
    .nullable()
    .describe('Why it is not imported and what to do; null where nothing is wrong'),
  resolution: resolution.nullable().describe('How a person settled it; kept: the booking stays as it is'),
  warnings: z
    .array(toldReason)
    .describe('What was mended, set aside or odd in it, though it could be read; at most 40'),
};

export const importMessage = z
  .object({
    ...outline,
    reservationId: z.uuid().nullable().describe('The reservation of its booking number, where there is one'),
    actions: z.array(messageAction),
  })
  .meta({ id: 'ImportMessage', description: 'A message of the site controller' });
export type ImportMessageAnswer = z.output<typeof importMessage>;

export const importMessagePage = pageOf(importMessage).meta({
  id: 'ImportMessagePage',
  description: 'total is told up to 1,000',
});

const night = z.object({
  date: day,
  roomCode: z.string(),
  people: z.int(),
  price: z.int().describe('Whole yen for the room'),
});

const bookedRoom = z
  .object({
    slot: z.int().describe('Position of the room within the message, from 0'),
    roomCode: z.string().describe('The agency’s'),
    roomName: z.string().nullable().describe('As the agency calls it'),
    type: roomType.nullable().describe('What the code leads to; null where to none'),
    nights: z.array(night),
  })
  .meta({ id: 'ImportMessageRoom' });

const content = z
  .object({
    guestName: z.string().nullable(),
    guestKana: z.string().nullable(),
    checkIn: day.nullable().describe('Null of a cancellation, as everything but names and remarks'),
    checkOut: day.nullable(),
    people: z.int().nullable(),
    dayUse: dayUseHours
      .nullable()
      .describe('As the message, its plan or else the hotel’s setting says; null of a stay over night'),
    rooms: z.array(bookedRoom),
    total: z.int().nullable().describe('Whole yen, as the agency says'),
    cancellationCharge: z.int().nullable(),
    planName: z.string().nullable(),
    remarks: z.array(z.string()),
    edited: z.boolean().describe('A person has corrected it; the original is kept'),
  })
  .meta({ id: 'ImportMessageContent', description: 'What the message says' });
export type ImportMessageContentAnswer = z.output<typeof content>;

export const importMessageRooms = z
  .object({
    types: z.array(roomType).describe('Those that are sold'),
    rooms: z
      .array(
        z.object({
          slot: z.int().describe('Position of the room within the message, from 0'),
          items: z.array(roomChoice).describe('Free on all its nights, best first'),
        }),
      )
      .describe('None of a message that books nothing, or cannot be read'),
  })
  .meta({ id: 'ImportMessageRooms', description: 'Rooms that a person may import a message into' });
export type ImportMessageRoomsAnswer = z.output<typeof importMessageRooms>;

const heldReservation = z
  .object({
    id: z.uuid(),
    status: z.enum(['booked', 'checked_in', 'checked_out', 'cancelled', 'block']),
    guestName: z.string().nullable(),
    checkIn: day,
    checkOut: day,
    rooms: z.array(
      z.object({
        id: z.int(),
        number: z.string(),
        type: roomType,
        nights: z.array(night.omit({ roomCode: true })),
      }),
    ),
  })
  .meta({ id: 'HeldReservation', description: 'What the PMS holds for the booking now' });
export type HeldReservationAnswer = z.output<typeof heldReservation>;

const difference = z
  .object({
    part: z.enum(['status', 'dates', 'rooms', 'people', 'price']),
    before: z.string().describe('What the PMS holds'),
    after: z.string().describe('What the message says'),
    agencyBefore: z
      .string()
      .nullable()
      .describe('What the agency had said before; null where nothing of it took effect here'),
  })
  .meta({ id: 'ImportDifference' });
export type ImportDifferenceAnswer = z.output<typeof difference>;

const deletedRow = z
  .object({
    part: z.enum(['dates', 'nights', 'people', 'prices', 'plans', 'addons', 'surcharges', 'payments']),
    facts: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .describe('Columns of the PMS, and what stands there'),
  })
  .meta({ id: 'ImportDeletedRow', description: 'What a person entered in the PMS' });

const attempt = z
  .object({
    at: instant,
    trigger: z.enum(['initial', 'retry', 'manual']),
    action: z.string().nullable().describe('What a person did; null where the import tried by itself'),
    status: z.string().describe('What it came to'),
    reason: toldReason.nullable(),
    durationMs: z.int(),
    userId: z.int().nullable(),
    clerk: z.string().nullable().describe('担当者, where the login is shared'),
    note: z
      .object({ text: z.string().nullable(), where: z.string().nullable(), who: z.string().nullable() })
      .nullable()
      .describe('What the person said of it'),
  })
  .meta({ id: 'ImportAttempt' });

export const importMessageDetail = z
  .object({
    ...importMessage.shape,
    content: content.nullable().describe('Null where it cannot be read'),
    reservations: z.array(heldReservation),
    differences: z.array(difference).describe('Where one reservation is held: what the message would change'),
    deletes: z
      .array(deletedRow)
      .describe('Of a change that is held for what people edited: what accepting it deletes, row by row'),
    seen: z
      .string()
      .nullable()
      .describe(
        'Stands for what people have edited as told here: who accepts sends it back, so that nothing else is deleted',
      ),
    history: z.array(attempt).describe('The newest 100, newest first'),
    others: z
      .array(z.object(outline).meta({ id: 'ImportMessageOutline' }))
      .describe('The other messages of its booking, newest first; at most 100'),
  })
  .meta({ id: 'ImportMessageDetail', description: 'A message with all that is known around it' });
export type ImportMessageDetailAnswer = z.output<typeof importMessageDetail>;

export const importMessageText = z
  .object({ xml: z.string().describe('As it came'), editedXml: z.string().nullable() })
  .meta({ id: 'ImportMessageText' });

export const importCommandOutcome = z
  .object({
    imported: z.boolean().describe('Whether the message is in the PMS now'),
    reason: toldReason.nullable().describe('Why it is not'),
    message: importMessage,
  })
  .meta({ id: 'ImportCommandOutcome', description: 'What became of the message' });
export type ImportCommandOutcomeAnswer = z.output<typeof importCommandOutcome>;

export const openBookings = items(
  z
    .object({
      bookingNumber: z.string(),
      reservationId: z.uuid().nullable(),
      state: messageState.describe('Of the most pressing of its messages'),
      count: z.int().describe('Open messages of the booking'),
      newestMessageId: z.int(),
    })
    .meta({ id: 'OpenBooking', description: 'A booking with messages that are not imported' }),
)
  .extend({ complete: z.boolean().describe('Whether these are all; at most 500, the newest') })
  .meta({ id: 'OpenBookings' });
export type OpenBookingsAnswer = z.output<typeof openBookings>;
