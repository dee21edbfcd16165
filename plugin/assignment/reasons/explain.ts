// Why each stay is where it is, as data: a key and what fills it. Sentences are made at the rim.
import type { Reason } from '../../domain/booking-plan.js';
import { blockers, nameOf, typeName } from './blockers.js';
import type { TypeChoice } from '../types/choose-types.js';
import type { Plan } from '../plan/plan.js';
import type { AssignedStay } from '../problem/problem.js';

/** The one reason a clerk sees first. */
function mainReason(plan: Plan, stay: number, choice: TypeChoice): Reason {
  const { model } = plan;
  const { bookedTypeId, movability } = model.stays[stay]!;
  const room = plan.roomOf[stay]!;
  const booked = nameOf(plan, bookedTypeId);
  if (room < 0) return { key: 'placement.none_free', params: { bookedType: booked } };
  const { number, typeId } = model.rooms[room]!;
  if (movability === 'fixed') return { key: 'placement.kept', params: { room: number } };
  if (typeId === bookedTypeId) return { key: 'placement.booked_type', params: { room: number } };
  const params = { room: number, bookedType: booked, givenType: typeName(plan, model.typeOf[room]!) };
  return {
    key: spareForOthers(plan, stay, choice) ? 'placement.upgrade_ahead' : 'placement.upgrade',
    params,
  };
}

/** Whether the stay was upgraded though its own type still had a room: that one is kept for those who are expected. */
function spareForOthers(plan: Plan, stay: number, choice: TypeChoice): boolean {
  const { model } = plan;
  const own = model.ownType[stay]!;
  if (choice.kept[stay] === 0 || own < 0) return false;
  return model.roomsOfType[own]!.some(
    (room) => plan.suits(stay, room) && plan.isFree(room, model.from[stay]!, model.to[stay]!),
  );
}

/** A demanding stay that follows another too soon, and why it does; or is not asked to keep away. */
function rotationNotes(plan: Plan, stay: number): Reason[] {
  const { model } = plan;
  const room = plan.roomOf[stay]!;
  if (!model.stays[stay]!.demanding || room < 0) return [];
  const params = { room: model.rooms[room]!.number };
  if (model.rotates[stay] === 0) return [{ key: 'rotation.high_load', params }];
  if (plan.rotationOf(stay) === 0) return [{ key: 'rotation.kept', params }];
  const alternatives = model.roomsOfType[model.typeOf[room]!]!.filter(
    (other) => plan.suits(stay, other) && plan.isFree(other, model.from[stay]!, model.to[stay]!),
  );
  const [first] = alternatives;
  if (first === undefined) return [{ key: 'rotation.no_alternative', params }];
  return [{ key: 'rotation.outweighed', params: { ...params, alternative: model.rooms[first]!.number } }];
}

function notesOf(plan: Plan, stay: number): Reason[] {
  const { model } = plan;
  const room = plan.roomOf[stay]!;
  const now = model.roomNow[stay]!;
  if (room < 0) return blockers(plan, stay);
  const notes = rotationNotes(plan, stay);
  if (now >= 0 && now !== room) {
    const params = { from: model.rooms[now]!.number, to: model.rooms[room]!.number };
    const byPerson = model.stays[stay]!.movability === 'proposal';
    notes.push({ key: byPerson ? 'proposal.move' : 'assignment.moved', params });
  }
  for (const { attribute } of droppedWishes(plan, stay))
    notes.push({ key: 'wish.dropped', params: { attribute } });
  return notes;
}

/** Heaviest first: in this order they were given up last. */
function droppedWishes(plan: Plan, stay: number) {
  const room = plan.model.rooms[plan.roomOf[stay]!];
  if (!room) return [];
  return plan.model.stays[stay]!.wishes.filter((wish) => !room.attributes.has(wish.attribute)).sort(
    (a, b) => b.weight - a.weight,
  );
}

export const explain = (plan: Plan, choice: TypeChoice): AssignedStay[] =>
  plan.model.stays.map((stay, s) => {
    const room = plan.model.rooms[plan.roomOf[s]!];
    return {
      stay,
      roomId: room?.id,
      changed: room?.id !== stay.roomId,
      dropped: droppedWishes(plan, s),
      reason: mainReason(plan, s, choice),
      notes: notesOf(plan, s),
    };
  });
