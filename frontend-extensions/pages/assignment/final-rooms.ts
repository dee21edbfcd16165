// What may be asked of a final room.
import type { BookingPlan } from '../../api/assignment.js';

/** 確定解除: whether to offer it; whether it can be, the server says. */
export const canBeTakenBack = ({ state, inHouse, current, finalCause }: BookingPlan): boolean =>
  state === 'final' && !inHouse && current && finalCause !== 'off' && finalCause !== 'day_use';
