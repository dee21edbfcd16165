// Stays without a room, looked at: which of them could have one now and, of the others, what blocks them and what a person could give them.
import type { Reason } from '../domain/booking-plan.js';
import type { DayNumber } from '../domain/hotel-date.js';
import type { RoomId, RoomTypeId } from '../domain/ids.js';
import { placedIn } from './place-stays.js';
import type { Model } from './plan/model.js';
import type { Plan } from './plan/plan.js';
import type { AssignmentProblem } from './problem/problem.js';
import { blockedBy, fullNights, suggested, type Suggestion } from './reasons/blockers.js';

/** What a stay without a room could have, and what keeps it from having one. */
export interface Prospect {
  /** What placement would give it now; undefined: nothing. Then the others say why. */
  readonly room: RoomId | undefined;
  readonly full: readonly FullType[];
  readonly suggested: readonly SuggestedUpgrade[];
}

/** A type that placement may give the stay, and that cannot take it. */
export interface FullType {
  readonly type: RoomTypeId;
  /** On which no room of it that suits is free; none: on each night another is. */
  readonly nights: readonly DayNumber[];
  readonly reason: Reason;
}

/** An upgrade that only a person gives (`suggest`), into a room that is free for it now. */
export interface SuggestedUpgrade {
  readonly type: RoomTypeId;
  readonly room: RoomId;
  /** Yen. */
  readonly costPerNight: number;
  readonly reason: Reason;
}

/**
 * By id, of the stays that `placeStays` would place: what each could have, all of them at once, in which each counts for itself unless it is
 * booked alike with others. Throws InvalidProblem.
 */
export function prospects(problem: AssignmentProblem): ReadonlyMap<number, Prospect> {
  const { plan, homeless } = placedIn(problem);
  const { model } = plan;
  const found = homeless.map((stay): [number, Prospect] => {
    const room = model.rooms[plan.roomOf[stay]!]?.id;
    const isPlaced = room !== undefined;
    const full = isPlaced ? [] : model.options[stay]!.map(({ type }) => fullType(plan, stay, type));
    const upgrades = isPlaced ? [] : suggested(plan, stay);
    return [model.stays[stay]!.id, { room, full, suggested: upgrades.map((one) => suggestion(model, one)) }];
  });
  return new Map(found);
}

const fullType = (plan: Plan, stay: number, type: number): FullType => ({
  type: plan.model.typeIds[type]!,
  nights: fullNights(plan, stay, type),
  reason: blockedBy(plan, stay, type),
});

const suggestion = ({ typeIds, rooms }: Model, { type, room, ...rest }: Suggestion): SuggestedUpgrade => ({
  ...rest,
  type: typeIds[type]!,
  room: rooms[room]!.id,
});
