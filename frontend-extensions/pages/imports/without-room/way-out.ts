// What a person is about to do about a stay without a room, by the message of its booking. Pure.
import type { ImportMessageAction } from '../../../api/imports.js';
import type { StayWithoutRoom } from '../../../api/without-room.js';
import type { Proposed } from '../proposed.js';

/** Ends of a stay that will have no room here. */
export const settlements = ['housed_elsewhere', 'cancellation_requested'] as const;
export type Settlement = (typeof settlements)[number];

export type WayOut = { readonly messageId: number } & (
  | { readonly kind: 'assign' | 'upgrade'; readonly proposed: Proposed | undefined }
  | { readonly kind: 'settle'; readonly meant: Settlement }
);

/** Whether the message of the stay's booking can be dealt with so, as it stands. */
export const canBe = ({ message }: StayWithoutRoom, action: ImportMessageAction['action']): boolean =>
  message?.actions.some((one) => one.action === action) ?? false;

const proposing = ({ plan }: StayWithoutRoom, room: { readonly id: number } | null) =>
  room ? { slot: plan.slot, roomId: room.id } : undefined;

/** 部屋を割り当てる: into a room that the person chooses; the one that would fit is offered first. */
export const assigning = (stay: StayWithoutRoom): WayOut | undefined =>
  stay.message
    ? { kind: 'assign', messageId: stay.message.id, proposed: proposing(stay, stay.fits) }
    : undefined;

/** アップグレード: into the room that is proposed. */
export const upgrading = (
  stay: StayWithoutRoom,
  { room }: StayWithoutRoom['upgrades'][number],
): WayOut | undefined =>
  stay.message ? { kind: 'upgrade', messageId: stay.message.id, proposed: proposing(stay, room) } : undefined;

/** 他館手配済み, 取消依頼済み. */
export const settling = ({ message }: StayWithoutRoom, meant: Settlement): WayOut | undefined =>
  message ? { kind: 'settle', messageId: message.id, meant } : undefined;
