// The routes by which people look after messages: lists, one message, and what they have done with it.
import { z } from 'zod';
import {
  importCommandOutcome,
  importMessageDetail,
  importMessagePage,
  importMessageRooms,
  importMessageText,
  openBookings,
  staysWithoutRoom,
} from '../../api/index.js';
import {
  bookingNumber,
  type MessageId,
  messageId,
  reservationId,
  roomId,
  roomTypeId,
} from '../../domain/ids.js';
import { hotelDate } from '../../domain/hotel-date.js';
import { failureCodes, failureKey, importFailure } from '../../domain/import-failure.js';
import type { ReportEdits } from '../../tl-lincoln/index.js';
import type { HotelTx } from '../../platform/database/index.js';
import {
  type AnyRoute,
  dateField,
  flagText,
  idOr,
  integerField,
  integerText,
  paging,
  route,
  textField,
} from '../../platform/http/index.js';
import type { Choice } from '../applying/decision.js';
import { type Action, permissionFor, takesUp } from './actions.js';
import type { Answered, Commands, Meant } from './commands.js';
import type { Questions } from './questions.js';
import { askedStates, messageOrders, resolutions } from '../ledger/looked-after-repository.js';

const listQuery = z.strictObject({
  ...paging,
  state: z.enum(askedStates).optional(),
  bookingNumber: textField(255).optional(),
  reservationId: z.uuid().optional(),
  search: textField(100).optional(),
  withWarnings: flagText
    .default(false)
    .describe('true: only messages with warnings, in whatever state unless one is named'),
  sort: z
    .enum(messageOrders)
    .default('urgency')
    .describe('Done ones, and those with warnings alone, come newest first in any case'),
});

/** Each is worked out for, with the nights around it: more at once would keep a person waiting. */
const staysQuery = z.strictObject({
  ...paging,
  pageSize: integerText({ min: 1, max: 50, byDefault: 50 }),
});

const idFrom = (text: string | undefined): MessageId =>
  messageId(idOr('imports.message_unknown', 'message', text));

const unknown = { not_found: ['imports.message_unknown'] };

export const questionRoutes = (questions: Questions): AnyRoute[] => [
  route({
    method: 'get',
    path: '/imports/messages',
    permission: 'view',
    summary:
      'Messages of the site controller with what can be done about each: whatever is open, unless a state, a booking or those with warnings are asked for',
    query: listQuery,
    answer: importMessagePage,
    async handler({ hotelId, query: { bookingNumber: number, ...rest } }) {
      const asked = { ...rest, bookingNumber: number === undefined ? undefined : bookingNumber(number) };
      return { status: 200, body: await questions.list(hotelId, asked) };
    },
  }),
  route({
    method: 'get',
    path: '/imports/messages/:id',
    permission: 'view',
    summary:
      'One message: what it says, what the PMS holds, what was tried and done; who looks at it is written down',
    answer: importMessageDetail,
    refusals: unknown,
    handler: async ({ hotelId, params }) => ({
      status: 200,
      body: await questions.detail(hotelId, idFrom(params.id)),
    }),
  }),
  route({
    method: 'get',
    path: '/imports/messages/:id/rooms',
    permission: 'view',
    summary: 'For each room of a message those that are free now, best first, and the types that are sold',
    answer: importMessageRooms,
    refusals: unknown,
    handler: async ({ hotelId, params }) => ({
      status: 200,
      body: await questions.rooms(hotelId, idFrom(params.id)),
    }),
  }),
  route({
    method: 'get',
    path: '/imports/messages/:id/text',
    permission: 'operate',
    summary: 'The text of a message as it came, until it is purged; who looks at it is written down',
    answer: importMessageText,
    refusals: { not_found: [...unknown.not_found, 'imports.text_purged'] },
    handler: async ({ hotelId, params }) => ({
      status: 200,
      body: await questions.text(hotelId, idFrom(params.id)),
    }),
  }),
  route({
    method: 'get',
    path: '/imports/open-bookings',
    permission: 'view',
    summary: 'Bookings with messages that are not imported, so that their stays can be marked',
    answer: openBookings,
    handler: async ({ hotelId }) => ({ status: 200, body: await questions.openBookings(hotelId) }),
  }),
  route({
    method: 'get',
    path: '/imports/stays-without-room',
    permission: 'view',
    summary:
      'Stays without a room (部屋未定): what blocks each, which upgrades may be proposed, and the message by which it is settled',
    query: staysQuery,
    answer: staysWithoutRoom,
    handler: async ({ hotelId, query }) => ({
      status: 200,
      body: await questions.staysWithoutRoom(hotelId, query),
    }),
  }),
];

const version = integerField({ min: 1 });
const reason = textField(500);
const id = integerField({ min: 1 });

const choice = z.union([
  z.strictObject({ slot: integerField({ min: 0 }), roomId: id }),
  z.strictObject({ slot: integerField({ min: 0 }), roomTypeId: id }),
]);

/** A room of the message has one choice at most. */
const choices = z
  .array(choice)
  .max(100)
  .refine((all) => new Set(all.map(({ slot }) => slot)).size === all.length);

const choiceOf = (one: z.output<typeof choice>): [number, Choice] => [
  one.slot,
  'roomId' in one ? { room: roomId(one.roomId) } : { type: roomTypeId(one.roomTypeId) },
];

const resolveBody = z
  .strictObject({
    version,
    resolution: z.enum(resolutions),
    reservationId: z.uuid().optional(),
    where: textField(200).optional(),
    who: textField(200).optional(),
    note: textField(500).optional(),
  })
  .refine(({ resolution, reservationId: of }) => resolution !== 'entered_by_hand' || of !== undefined, {
    path: ['reservationId'],
  })
  .refine(({ resolution, where }) => resolution !== 'housed_elsewhere' || where !== undefined, {
    path: ['where'],
  })
  .refine(({ resolution, who }) => resolution !== 'housed_elsewhere' || who !== undefined, { path: ['who'] });

const night = z.strictObject({
  date: dateField,
  roomCode: textField(100),
  people: integerField({ min: 1, max: 100 }),
  price: integerField({ min: 0, max: 999_999_999 }),
});

const editBody = z.strictObject({
  version,
  guestName: textField(200).optional(),
  guestKana: textField(200).optional(),
  checkIn: dateField.optional(),
  checkOut: dateField.optional(),
  people: integerField({ min: 1, max: 1_000 }).optional(),
  rooms: z
    .array(z.array(night).min(1).max(100))
    .max(100)
    .optional()
    .describe('All rooms of the booking, each with all its nights'),
});

function editsOf({ version: _, checkIn, checkOut, rooms, ...rest }: z.output<typeof editBody>): ReportEdits {
  const dayOf = (text: string | undefined) => (text === undefined ? undefined : hotelDate(text));
  return {
    ...rest,
    ...(checkIn !== undefined && { checkIn: dayOf(checkIn) }),
    ...(checkOut !== undefined && { checkOut: dayOf(checkOut) }),
    ...(rooms && {
      rooms: rooms.map((nights) => nights.map(({ date, ...one }) => ({ date: hotelDate(date), ...one }))),
    }),
  };
}

/** Why corrections are refused: what would still be wrong. */
const stillWrong = failureCodes.filter((code) => importFailure(code).class === 'validation').map(failureKey);

interface Refused {
  readonly invalid?: readonly string[];
  readonly not_found?: readonly string[];
  readonly conflict?: readonly string[];
}

/** A command on the message that the path names, of the version that the person saw. */
export const command = <Body extends { readonly version: number }>(
  action: Action,
  summary: string,
  body: z.ZodType<Body>,
  carryOut: (tx: HotelTx, meant: Meant, body: Body) => Answered,
  { invalid, not_found: notFound = [], conflict = [] }: Refused = {},
): AnyRoute =>
  route({
    ...{
      method: 'post',
      path: `/imports/messages/:id/${action}`,
      permission: permissionFor(action),
      summary,
      body,
    },
    answer: importCommandOutcome,
    refusals: {
      ...(invalid && { invalid }),
      not_found: [...unknown.not_found, ...notFound],
      conflict: [
        ...['version.changed', 'imports.not_possible', 'imports.being_applied', 'imports.pms_locked'],
        ...(takesUp(action) ? ['imports.newer_applied', 'imports.newer_rejected'] : []),
        ...conflict,
      ],
    },
    async handler({ params, body: sent }, tx) {
      const meant = { id: idFrom(params.id), version: sent.version };
      return { status: 200, body: await carryOut(tx, meant, sent) };
    },
  });

/** Nothing but the version that the person saw. */
export const plain = z.strictObject({ version });
const withReason = z.strictObject({ version, reason });
const noteOf = (text: string) => ({ text, where: null, who: null });

const takenUp = (commands: Commands): AnyRoute[] => [
  command(
    'import',
    'Imports a message now, into the rooms or types chosen for its rooms; where that cannot be, it stays as it was',
    z.strictObject({ version, choices }),
    (tx, meant, { choices: chosen }) => commands.import(tx, meant, new Map(chosen.map(choiceOf))),
    { invalid: ['imports.slot_unknown', 'imports.room_unknown', 'imports.type_unknown'] },
  ),
  command(
    'edit',
    'Corrects a message that is damaged and has it tried now; the original is kept',
    editBody,
    (tx, meant, sent) => commands.edit(tx, meant, editsOf(sent)),
    { invalid: stillWrong },
  ),
  command(
    'accept',
    'Applies a held message as the agency says, over what people edited as the message was told with it',
    z.strictObject({
      version,
      seen: textField(100).nullable().optional().describe('As the message was told with it'),
    }),
    (tx, meant, { seen }) => commands.accept(tx, meant, seen ?? undefined),
    { conflict: ['imports.edited_meanwhile'] },
  ),
];

const settled = (commands: Commands): AnyRoute[] => [
  command(
    'reject',
    'Keeps the booking as it is, whatever a held message says',
    withReason,
    (tx, meant, sent) => commands.reject(tx, meant, noteOf(sent.reason)),
  ),
  command(
    'resolve',
    'Says how a person has settled a message; of one entered by hand, which reservation its booking is from now on',
    resolveBody,
    (tx, meant, { resolution, reservationId: of, note = null, where = null, who = null }) => {
      const reservation = of === undefined ? undefined : reservationId(of);
      return commands.resolve(tx, meant, { resolution, reservation }, { text: note, where, who });
    },
    {
      not_found: ['imports.reservation_unknown'],
      conflict: [
        'imports.reservation_of_other_booking',
        'imports.reservation_cancelled',
        'imports.number_taken',
      ],
    },
  ),
  command('ignore', 'Says that a message means nothing', withReason, (tx, meant, sent) =>
    commands.ignore(tx, meant, noteOf(sent.reason)),
  ),
];

export const commandRoutes = (commands: Commands): AnyRoute[] => [...takenUp(commands), ...settled(commands)];
