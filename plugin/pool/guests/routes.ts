// The routes of what is known of guests: 前回の部屋, and which rooms they wish for and do not.
import { z } from 'zod';
import { guestsOfStays, roomNote } from '../../api/index.js';
import { type BookingPlanId, bookingPlanId, roomId } from '../../domain/ids.js';
import { type AnyRoute, idOr, integerField, route, textField } from '../../platform/http/index.js';
import type { Guests, NoteContent } from './guests.js';
import { noteKinds } from './notes-repository.js';

/** Stays asked for at once: a page of the list. */
const mostStays = 100;
const longestNote = 200;

const query = z.strictObject({
  plans: z
    .string()
    .regex(/^[1-9]\d{0,8}(,[1-9]\d{0,8}){0,99}$/)
    .meta({
      description: `Ids of booking plans with commas between them, at most ${mostStays}`,
      examples: ['1,2'],
    }),
});

const content = {
  kind: z.enum(noteKinds).meta({ description: 'wish: 希望の部屋; avoid: 不可の部屋' }),
  text: textField(longestNote).nullish().describe('What staff say of it; left out: nothing'),
};

const contentOf = ({ kind, text }: { kind: NoteContent['kind']; text?: string | null | undefined }) => ({
  kind,
  text: text ?? undefined,
});

const idsIn = (plans: string): BookingPlanId[] => plans.split(',').map((id) => bookingPlanId(Number(id)));

const planIn = (text: string | undefined) => bookingPlanId(idOr('pool.plan_unknown', 'plan', text));
const noteIn = (text: string | undefined) => idOr('guests.note_unknown', 'note', text);

const ofNote = { not_found: ['guests.note_unknown'], conflict: ['version.changed'] };
const version = integerField({ min: 1 });

export const guestRoutes = (guests: Guests): AnyRoute[] => [
  route({
    method: 'get',
    path: '/guests',
    permission: 'view',
    summary:
      'Of stays: the room of the guest’s last stay, and which rooms the guest wishes for and which not',
    query,
    answer: guestsOfStays,
    handler: async ({ hotelId, query: { plans } }) => ({
      status: 200,
      body: { items: await guests.ofStays(hotelId, idsIn(plans)) },
    }),
  }),
  route({
    method: 'post',
    path: '/booking-plans/:id/room-notes',
    permission: 'operate',
    summary: 'Notes a room that the guest of a stay wishes for, or one that will not do',
    body: z.strictObject({ roomId: integerField({ min: 1 }), ...content }),
    answer: roomNote,
    refusals: {
      invalid: ['guests.room_unknown'],
      not_found: ['pool.plan_unknown'],
      conflict: ['guests.not_known', 'guests.noted_already', 'guests.too_many_notes'],
      unavailable: ['guests.key_missing'],
    },
    handler: async ({ params, body: { roomId: room, ...said } }, tx) => ({
      status: 201,
      body: await guests.add(tx, planIn(params.id), roomId(room), contentOf(said)),
    }),
  }),
  route({
    method: 'put',
    path: '/room-notes/:id',
    permission: 'operate',
    summary: 'Changes what is noted of a guest and a room',
    body: z.strictObject({ version, ...content }),
    answer: roomNote,
    refusals: { ...ofNote, unavailable: ['guests.key_missing'] },
    handler: async ({ params, body: { version: seen, ...said } }, tx) => ({
      status: 200,
      body: await guests.change(tx, noteIn(params.id), seen, contentOf(said)),
    }),
  }),
  route({
    method: 'delete',
    path: '/room-notes/:id',
    permission: 'operate',
    summary: 'Takes back what is noted of a guest and a room; answers with what it was',
    body: z.strictObject({ version }),
    answer: roomNote,
    refusals: ofNote,
    handler: async ({ params, body: { version: seen } }, tx) => ({
      status: 200,
      body: await guests.remove(tx, noteIn(params.id), seen),
    }),
  }),
];
