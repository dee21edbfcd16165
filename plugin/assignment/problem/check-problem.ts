// Refusing input from which no right plan can follow: a typed error that names what is wrong, never a wrong plan.
import { fromDayNumber } from '../../domain/hotel-date.js';
import { InvalidProblem, type InvalidProblemKey } from './invalid-problem.js';
import type { RoomTypeId } from '../../domain/ids.js';
import type { AssignableStay, AssignmentProblem } from './problem.js';
import type { House } from './house.js';
import type { NightSpan } from './span.js';

function refuse(key: InvalidProblemKey, params: Readonly<Record<string, string | number>>): never {
  throw new InvalidProblem(key, params);
}

const isWhole = (value: number) => Number.isSafeInteger(value);

/** Days of the calendar on either side of 1970: no hotel's nights are outside of them, and dates can be written for all. */
const farthestDay = 3_000_000;
const isDay = (value: number) => isWhole(value) && Math.abs(value) <= farthestDay;

/** Days that are walked through one by one. */
const mostDays = 3660;

function checkSpan(what: string | number, { from, to }: NightSpan): void {
  if (!isDay(from) || !isDay(to)) refuse('assignment.number', { what: String(what), field: 'span' });
  if (to <= from)
    refuse('assignment.nights_reversed', {
      what: String(what),
      from: fromDayNumber(from),
      to: fromDayNumber(to),
    });
}

function checkStays({ stays, house }: AssignmentProblem): void {
  const known = new Set(house.types.map((type) => type.id));
  checkIds(stays);
  for (const stay of stays) checkStay(stay, known, house);
}

/** They mostly come in order: then none can be there twice. */
function checkIds(stays: readonly AssignableStay[]): void {
  if (stays.every(({ id }, i) => i === 0 || stays[i - 1]!.id < id)) return;
  const seen = new Set<number>();
  for (const { id } of stays) {
    if (seen.has(id)) refuse('assignment.duplicate_stay', { stay: id });
    seen.add(id);
  }
}

function checkStay(stay: AssignableStay, types: ReadonlySet<RoomTypeId>, house: House): void {
  const { id, bookedTypeId, roomId, people, priority, arrivesAt, leavesAt } = stay;
  if (!types.has(bookedTypeId)) refuse('assignment.unknown_type', { stay: id, type: bookedTypeId });
  if (roomId !== undefined && !house.roomIndex.has(roomId))
    refuse('assignment.unknown_room', { stay: id, room: roomId });
  if (stay.movability === 'fixed' && roomId === undefined)
    refuse('assignment.fixed_without_room', { stay: id });
  if (!isWhole(people) || people < 0) refuse('assignment.people', { stay: id, people });
  checkSpan(id, stay.span);
  if (!Number.isFinite(priority)) refuse('assignment.number', { stay: id, field: 'priority' });
  if (!Number.isFinite(arrivesAt)) refuse('assignment.number', { stay: id, field: 'arrivesAt' });
  if (!Number.isFinite(leavesAt)) refuse('assignment.number', { stay: id, field: 'leavesAt' });
  for (const { weight, attribute } of stay.wishes)
    if (!(weight > 0 && weight < Infinity)) refuse('assignment.number', { stay: id, field: attribute });
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

const isCount = (value: number) => value >= 0 && value < Infinity;

function checkUsage({ usage }: AssignmentProblem): void {
  for (const [room, { nightsUsed, nightsSellable, lastUsedUntil = 0, demandingUntil = 0 }] of usage) {
    if (!isCount(nightsUsed) || !isCount(nightsSellable) || !isDay(lastUsedUntil) || !isDay(demandingUntil))
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
    movesPerStay: limits.movesPerStay ?? 0,
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
