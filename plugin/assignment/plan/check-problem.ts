// Refusing input from which no right plan can follow: a typed error that names what is wrong, never a wrong plan.
import { fromDayNumber } from '../../domain/hotel-date.js';
import { InvalidProblem, type InvalidProblemKey } from './invalid-problem.js';
import type { AssignmentProblem } from '../problem.js';
import type { NightSpan } from '../span.js';

function refuse(key: InvalidProblemKey, params: Readonly<Record<string, string | number>>): never {
  throw new InvalidProblem(key, params);
}

const isWhole = (value: number) => Number.isSafeInteger(value);

/** Days of the calendar on either side of 1970: no hotel's nights are outside of them, and dates can be written for all. */
const farthestDay = 3_000_000;
const isDay = (value: number) => isWhole(value) && Math.abs(value) <= farthestDay;

/** Days that are walked through one by one. */
const mostDays = 3660;

function checkSpan(what: string, { from, to }: NightSpan): void {
  if (!isDay(from) || !isDay(to)) refuse('assignment.number', { what, field: 'span' });
  if (to <= from)
    refuse('assignment.nights_reversed', { what, from: fromDayNumber(from), to: fromDayNumber(to) });
}

function checkStays({ stays, house }: AssignmentProblem): void {
  const known = new Set(house.types.map((type) => type.id));
  const seen = new Set<number>();
  for (const stay of stays) {
    const what = { stay: stay.id };
    if (seen.has(stay.id)) refuse('assignment.duplicate_stay', what);
    seen.add(stay.id);
    if (!known.has(stay.bookedTypeId))
      refuse('assignment.unknown_type', { ...what, type: stay.bookedTypeId });
    if (stay.roomId !== undefined && !house.roomIndex.has(stay.roomId))
      refuse('assignment.unknown_room', { ...what, room: stay.roomId });
    if (stay.movability === 'fixed' && stay.roomId === undefined)
      refuse('assignment.fixed_without_room', what);
    if (!isWhole(stay.people) || stay.people < 0)
      refuse('assignment.people', { ...what, people: stay.people });
    checkSpan(String(stay.id), stay.span);
    for (const field of ['priority', 'arrivesAt', 'leavesAt'] as const)
      if (!Number.isFinite(stay[field])) refuse('assignment.number', { ...what, field });
    for (const wish of stay.wishes)
      if (!(wish.weight > 0 && wish.weight < Infinity))
        refuse('assignment.number', { ...what, field: wish.attribute });
  }
}

function checkBlocks({ blocks, house }: AssignmentProblem): void {
  for (const block of blocks) checkSpan(block.id, block.span);
  for (const room of house.rooms) {
    for (const span of room.outOfService) checkSpan(room.number, span);
    if (!Number.isFinite(room.floor)) refuse('assignment.number', { room: room.number, field: 'floor' });
  }
}

function checkUpgrades({ house }: AssignmentProblem): void {
  for (const [type, options] of house.upgrades)
    for (const { costPerNight } of options)
      if (!(costPerNight >= 0 && costPerNight < Infinity))
        refuse('assignment.number', { upgradeOf: type, field: 'costPerNight' });
}

function checkUsage({ usage }: AssignmentProblem): void {
  for (const [room, { nightsUsed, nightsSellable, lastUsedUntil = 0, demandingUntil = 0 }] of usage) {
    const counts = [nightsUsed, nightsSellable].every((count) => count >= 0 && count < Infinity);
    if (!counts || !isDay(lastUsedUntil) || !isDay(demandingUntil))
      refuse('assignment.number', { room, field: 'usage' });
  }
}

function checkPolicy({ businessDate, policy, lookAhead, limits }: AssignmentProblem): void {
  if (!isDay(businessDate)) refuse('assignment.number', { what: 'policy', field: 'businessDate' });
  const numbers = {
    ...policy.weights,
    usualNights: policy.usualNights,
    turnoverMinutes: policy.turnoverMinutes,
    moves: limits.moves,
    iterations: limits.iterations,
  };
  for (const [field, value] of Object.entries(numbers))
    if (!(value >= 0 && value < Infinity)) refuse('assignment.number', { what: 'policy', field });
  const days = { recoveryDays: policy.rotation.recoveryDays, horizon: lookAhead?.horizon ?? 0 };
  for (const [field, value] of Object.entries(days))
    if (!isWhole(value) || value < 0 || value > mostDays)
      refuse('assignment.number', { what: 'policy', field });
}

/**
 * Throws InvalidProblem at the first contradiction: an unknown type or room, nights reversed or none, a number that is none. What overlaps is found
 * as the plan is loaded.
 */
export function checkProblem(problem: AssignmentProblem): void {
  checkStays(problem);
  checkBlocks(problem);
  checkUpgrades(problem);
  checkUsage(problem);
  checkPolicy(problem);
}
