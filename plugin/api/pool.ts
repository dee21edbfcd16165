// What the pool answers: booking plans, the pool at a glance, the board of rooms and nights, and what a person must see to.
import { z } from 'zod';
import { pageOf } from '../platform/http/index.js';
import { finalRoomCauses, historyEvents, roomLockCauses } from '../domain/booking-plan.js';
import { mostLinked } from '../domain/linked-bookings.js';
import { nearnesses } from '../domain/stay-moments.js';
import { day, dayUseHours, instant, items, reason, roomType } from './common.js';

const roomState = z.enum(['tentative', 'final', 'unplaced', 'ended']).meta({
  id: 'RoomState',
  description:
    'tentative: holds a room that may still change; final: its room is decided; unplaced: no room fits yet; ended: holds nothing any more',
});

const finalCause = z.enum(finalRoomCauses);

export const numberedRoom = z
  .object({ id: z.int(), number: z.string() })
  .meta({ id: 'NumberedRoom', description: 'A room of the PMS' });

export const bookingPlan = z
  .object({
    id: z.int(),
    version: z.int().describe('Rises with every change; a command names the version that it saw'),
    bookingNumber: z.string(),
    slot: z.int().describe('Position of the room within the booking, from 0'),
    guestName: z.string().nullable(),
    agency: z.string().nullable().describe('Through whom a stay without a room was booked; of others null'),
    checkIn: day,
    checkOut: day,
    nights: z.int().describe('0 for a day use by its dates'),
    dayUse: dayUseHours
      .nullable()
      .describe(
        'Of a day use, also one night of a plan that is for a day; null: of others, or nobody has said',
      ),
    people: z.int(),
    bookedType: roomType,
    room: z.object({ ...numberedRoom.shape, type: roomType }).nullable(),
    state: roomState,
    upgraded: z.boolean(),
    inHouse: z.boolean(),
    lock: z
      .object({
        cause: z.enum(roomLockCauses),
        reason: z.string().nullable(),
        userId: z.int().nullable().describe('A user of the PMS'),
        at: instant,
      })
      .nullable()
      .describe('部屋固定: nothing automatic moves the stay; told_guest: お部屋番号案内済み'),
    current: z.boolean().describe('Concerns today or a later day'),
    arrivesToday: z.boolean(),
    deadline: instant
      .nullable()
      .describe('Of a final room the one that it would have had; null where it never had one'),
    deadlineIs: z
      .enum(nearnesses)
      .nullable()
      .describe(
        'How near the deadline is, by the hotel’s business date; null where the room is not tentative',
      ),
    finalCause: finalCause.nullable(),
    reason,
  })
  .meta({ id: 'BookingPlan', description: 'A stay with its room' });
export type BookingPlanAnswer = z.output<typeof bookingPlan>;

export const oneBookingPlan = z
  .object({
    ...bookingPlan.shape,
    linkedBookings: z
      .array(
        z.object({
          bookingNumber: z.string(),
          plans: z
            .array(z.object({ id: z.int(), room: numberedRoom.nullable() }))
            .describe('Its stays that have not ended'),
        }),
      )
      .max(mostLinked - 1)
      .describe('Bookings that were made together with this one, by number'),
  })
  .meta({ id: 'OneBookingPlan', description: 'A stay with its room, and the bookings made with it' });
export type OneBookingPlanAnswer = z.output<typeof oneBookingPlan>;

/** How a room suits a stay. */
const roomSuits = z.object({
  kind: z
    .enum(['booked_type', 'upgrade', 'other'])
    .describe('booked_type: of the type booked; upgrade: one that it may be upgraded to; other: any other'),
  drawbacks: z
    .array(z.enum(['too_small', 'smoking_differs']))
    .describe(
      'too_small: for more people than it takes; smoking_differs: 喫煙 where 禁煙 was booked, or the reverse',
    ),
});
export type RoomSuitsAnswer = z.output<typeof roomSuits>;

export const roomChoice = z.object({
  id: z.int(),
  number: z.string(),
  floor: z.int(),
  type: roomType,
  ...roomSuits.shape,
});
export type RoomChoiceAnswer = z.output<typeof roomChoice>;

export const roomChoices = z
  .object({
    items: z.array(roomChoice).describe('Rooms that are free for the whole stay'),
    exchanges: z
      .array(
        z.object({
          ...roomChoice.shape,
          with: bookingPlan.describe('The stay that has the room, and could have this one’s in return'),
          theirs: roomSuits.describe('How this stay’s room would suit the other'),
        }),
      )
      .describe('Rooms that another stay has whose guest has not come, and with which it can change rooms'),
  })
  .meta({ id: 'RoomChoices', description: 'Rooms into which a stay may be moved, each part best first' });
export type RoomChoicesAnswer = z.output<typeof roomChoices>;

export const planHistory = pageOf(
  z.object({
    at: instant,
    event: z
      .enum(historyEvents)
      .describe(
        'followed_host: as the PMS has it since; yielded: it gave way to somebody else in its room; final_taken_back: 確定解除',
      ),
    room: numberedRoom.nullable().describe('Behind the event; null: none'),
    state: roomState,
    reason: reason.nullable(),
    userId: z.int().nullable().describe('A user of the PMS; null: nobody who was signed in'),
    correlationId: z.string().nullable().describe('In every line of the log about the same work'),
  }),
).meta({ id: 'PlanHistory', description: 'What happened to a stay, newest first' });
export type PlanHistoryAnswer = z.output<typeof planHistory>;

export const assignmentRuns = pageOf(
  z.object({
    id: z.int(),
    kind: z.enum(['nightly', 'sweep']),
    businessDate: day,
    madeUp: z.boolean().describe('A nightly run that was missed and came by day: it moved nothing'),
    startedAt: instant,
    finishedAt: instant,
    durationMs: z.int(),
    finalised: z.int().describe('Rooms that became final'),
    moved: z.int().describe('Tentative rooms that were exchanged'),
    woken: z.int().describe('Stays whose window opened'),
    correlationId: z.string().nullable().describe('In every line of the log about the same work'),
  }),
).meta({ id: 'AssignmentRuns', description: 'Sweeps and nightly runs, newest first' });
export type AssignmentRunsAnswer = z.output<typeof assignmentRuns>;

export const bookingPlanPage = pageOf(bookingPlan).meta({ id: 'BookingPlanPage' });

export const poolSummary = z
  .object({
    businessDate: day,
    mode: z.enum(['BALANCE', 'URGENT']),
    tentative: z.int(),
    final: z.int(),
    unplaced: z.int(),
    arrivalsToday: z.int(),
    dueSoon: z.int().describe('Tentative rooms that become final by the end of tomorrow, or should have'),
    pastDeadline: z.int().describe('Of those, the ones that should be final by now'),
    nextDeadline: instant.nullable(),
    lastRun: z
      .object({
        kind: z.enum(['nightly', 'sweep']),
        finishedAt: instant,
        finalised: z.int(),
        moved: z.int(),
      })
      .nullable(),
    version: z.int(),
  })
  .meta({ id: 'PoolSummary', description: 'Stays not yet over by state, the next deadline, the last run' });

const boardRoom = z
  .object({ ...numberedRoom.shape, type: roomType, floor: z.int() })
  .meta({ id: 'BoardRoom', description: 'A row of the board' });

const boardStay = z
  .object({
    planId: z.int(),
    roomId: z.int(),
    checkIn: day,
    checkOut: day,
    state: roomState,
    upgraded: z.boolean(),
    inHouse: z.boolean(),
    bookingNumber: z.string(),
    dayUse: dayUseHours.nullable().describe('As of a BookingPlan'),
    lock: z.enum(roomLockCauses).nullable().describe('The cause of its lock, as of a BookingPlan'),
  })
  .meta({ id: 'BoardStay', description: 'A placed stay with a night on the board' });

export const board = z
  .object({
    from: day,
    nights: z.int(),
    rooms: z.array(boardRoom),
    stays: z.array(boardStay),
    held: z.array(z.object({ roomId: z.int(), night: day })).describe('Nights that the PMS holds by itself'),
  })
  .meta({ id: 'Board', description: 'Rooms by nights' });

const roomConflict = z
  .object({
    id: z.int(),
    state: z
      .enum(['open', 'yielded', 'over'])
      .describe('open: a person must see to it; yielded: the stay gave way lately; over: it has ended'),
    foundAt: instant,
    room: numberedRoom,
    nights: z.object({ from: day, to: day }).describe('First and last night of which it is'),
    stay: z.object({
      planId: z.int(),
      version: z.int(),
      bookingNumber: z.string(),
      guestName: z.string().nullable(),
      checkIn: day,
      checkOut: day,
      state: roomState,
    }),
    other: z
      .object({
        reservationId: z.string(),
        bookingNumber: z.string().nullable(),
        guestName: z.string().nullable(),
        status: z.string().nullable(),
        checkIn: day.nullable(),
        checkOut: day.nullable(),
      })
      .nullable()
      .describe('Null: nobody, but the room cannot be used for the stay any more'),
    otherRoom: numberedRoom
      .nullable()
      .describe('Where the stay went or, while it is open, where it could go'),
    reason,
  })
  .meta({ id: 'RoomConflict', description: 'A room that a stay of ours and somebody else hold' });

export const roomConflicts = items(roomConflict);

const remaining = z
  .object({ from: day, nights: z.int() })
  .describe('Nights that may be freed, one after the other; 1 for a day use');

const earlyDeparture = z
  .object({ plan: bookingPlan, remaining })
  .meta({ id: 'EarlyDeparture', description: 'A guest who has checked out before the last night' });

export const earlyDepartures = items(earlyDeparture);

const notArrivedStay = z.object({ plan: bookingPlan, remaining }).meta({
  id: 'NotArrived',
  description: '未着: a guest who was expected on an earlier business date and has not been checked in',
});

const notArrivedUnplanned = z
  .object({
    reservationId: z.string(),
    bookingNumber: z.string().nullable(),
    guestName: z.string().nullable(),
    checkIn: day,
    checkOut: day,
    rooms: z.array(numberedRoom),
  })
  .meta({
    id: 'NotArrivedUnplanned',
    description:
      '未着 of a reservation without a booking plan, as a person enters one: it is settled in the PMS',
  });

export const notArrived = z.object({
  items: z.array(notArrivedStay),
  unplanned: z.array(notArrivedUnplanned),
});

export const listScreen = z
  .object({
    pool: poolSummary,
    plans: bookingPlanPage,
    unplaced: z.array(bookingPlan).describe('The first few; `pool.unplaced` counts all'),
    due: z.array(bookingPlan).describe('The first few; `pool.dueSoon` counts all'),
    conflicts: z.array(roomConflict),
    departures: z.array(earlyDeparture),
    notArrived,
    roomTypes: z.array(roomType),
  })
  .meta({ id: 'ListScreen', description: 'All that the list of stays is shown with, of one moment' });

export const boardScreen = z
  .object({
    pool: poolSummary,
    board,
    unplaced: z.array(bookingPlan).describe('Stays without a room that would need one on the board’s nights'),
  })
  .meta({ id: 'BoardScreen', description: 'All that the board is shown with, of one moment' });
