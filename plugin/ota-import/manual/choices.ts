// Whether what a person has chosen for the rooms of a message can be meant. Pure.
import type { BookingReport } from '../../domain/booking-report.js';
import { Refusal } from '../../domain/refusal.js';
import type { RoomInventory } from '../../host/port.js';
import type { Choice } from '../applying/decision.js';

/** Throws a Refusal of a room of the message, a room of the hotel or a type that there is not. */
export function checkChoices(
  report: BookingReport,
  choices: ReadonlyMap<number, Choice>,
  { rooms, types }: RoomInventory,
): void {
  const slots = report.kind === 'cancellation' ? [] : report.rooms.map(({ slot }) => slot);
  for (const [slot, choice] of choices) {
    if (!slots.includes(slot)) throw new Refusal('invalid', 'imports.slot_unknown', { slot });
    if ('room' in choice && !rooms.some(({ id, sellable }) => sellable && id === choice.room))
      throw new Refusal('invalid', 'imports.room_unknown', { room: choice.room });
    if ('type' in choice && !types.some(({ id }) => id === choice.type))
      throw new Refusal('invalid', 'imports.type_unknown', { type: choice.type });
  }
}
