// Which rooms a booking would get among what the occupancy holds (O10). Pure.
import {
  type AssignableStay,
  type AssignmentProblem,
  classPriority,
  defaultPolicySettings,
  type House,
  type MovingRules,
  type NightSpan,
  noWork,
  overlaps,
  placeStays,
  policyFor,
  spanOf,
  waysIn,
  widened,
} from '../../assignment/index.js';
import type { AssignmentMode, Reason } from '../../domain/booking-plan.js';
import { dayNumber } from '../../domain/hotel-date.js';
import type { BookingPlanId, RoomTypeId } from '../../domain/ids.js';
import { isOfKind, type Room } from '../../domain/room.js';
import { heldId, type HeldNights, heldNights, heldStays, type Waiting } from './held-nights.js';
import type { FinalRoom, Stay } from './holding.js';
import { heldReason, movedReason, noRoomReason, placedReason } from '../occupancy/house.js';
import type { PlannedMove } from './moves.js';
import type { Outlook } from './outlook.js';
import { ordinary, smokingNeed } from '../occupancy/known-plan.js';
import type { GivenUp, Occupancy } from '../occupancy/occupancy.js';

export interface PlacedRoom {
  readonly slot: number;
  readonly room: Room;
  readonly reason: Reason;
}

export type Placement =
  | {
      readonly placed: true;
      readonly rooms: readonly PlacedRoom[];
      /** Tentative rooms of others that must change for it. */
      readonly moved: readonly PlannedMove[];
    }
  | { readonly placed: false; readonly reason: Reason };

/** Why nothing is placed where a person's choice for the room at `slot` cannot be had. */
export const chosenRoomTaken = (slot: number): Reason => ({
  key: 'placement.chosen_taken',
  params: { slot: slot + 1 },
});

/** Why a stay has no room: the one that a person has chosen is taken, or there is none. */
export const missingReason = (house: House, stay: Stay): Reason =>
  stay.chosen === undefined ? noRoomReason(house, stay) : chosenRoomTaken(stay.slot);

/** What is asked of one placement. All stays are of one span. */
export interface Request {
  readonly stays: readonly Stay[];
  /** By slot: taken again where it still fits. */
  readonly preferred: ReadonlyMap<number, Room>;
  /** By slot: kept while it is free, of whatever type it is. */
  readonly final: ReadonlyMap<number, FinalRoom>;
  readonly givenUp: GivenUp;
  /** The booking has no room yet, and waits for one: its place among those who do. */
  readonly waiting?: Waiting | undefined;
  /** False: tentative rooms stay as they are. */
  readonly rearranging: boolean;
  /** The rooms are final at once: what their types are worth to others counts now or never. */
  readonly decidedNow: boolean;
}

export interface PlacementRules extends Omit<MovingRules, 'run'> {
  readonly mode: AssignmentMode;
  readonly outlook: Outlook;
}

/** Nights on either side of a stay in which others may be re-arranged; who reaches beyond keeps the room. */
export const daysAround = 14;

/** Rooms of one booking have numbers below those of plans. */
const firstId = -1_000_000;
const idOf = (slot: number) => firstId + slot;

/** The final rooms that are free, each once, by slot. */
function keptRooms({ stays, final, givenUp }: Request, occupancy: Occupancy): Map<number, FinalRoom> {
  const kept = new Map<number, FinalRoom>();
  for (const { slot, checkIn, checkOut } of stays) {
    const one = final.get(slot);
    if (!one || !occupancy.isFree(one.room.physical, spanOf(checkIn, checkOut), givenUp)) continue;
    if (![...kept.values()].some(({ room }) => room.physical === one.room.physical)) kept.set(slot, one);
  }
  return kept;
}

function askedStays({ stays, decidedNow }: Request, kept: ReadonlyMap<number, FinalRoom>): AssignableStay[] {
  return stays.map((stay) => ({
    id: idOf(stay.slot),
    bookedTypeId: stay.typeId,
    span: spanOf(stay.checkIn, stay.checkOut),
    people: stay.beds ?? stay.people,
    movability: kept.has(stay.slot) ? 'fixed' : 'free',
    roomId: kept.get(stay.slot)?.room.id,
    reservation: 'asked',
    together: 'asked',
    priority: classPriority.standard,
    ...ordinary,
    ...smokingNeed(stay.smoking),
    decidedNow,
  }));
}

const spanOfStays = ({ stays: [stay] }: Request): NightSpan => spanOf(stay!.checkIn, stay!.checkOut);

const viewOf = (request: Request): NightSpan => widened(spanOfStays(request), daysAround);

/** What is held against the booking, by whoever was accepted before it. What it gives up is its own until it has something else. */
export const heldAgainst = (
  request: Request,
  occupancy: Occupancy,
  { businessDate }: PlacementRules,
): HeldNights[] =>
  heldNights(occupancy, {
    ...{ view: viewOf(request), span: spanOfStays(request), today: businessDate, asking: request.waiting },
    of: request.givenUp.plans,
  });

function problemOf(
  request: Request,
  asked: readonly AssignableStay[],
  held: readonly HeldNights[],
  occupancy: Occupancy,
  rules: PlacementRules,
): AssignmentProblem {
  const { usage, usualNights } = rules.outlook;
  const view = viewOf(request);
  const run = request.rearranging ? 'placement' : 'sweep';
  const seen = occupancy.seen(view, { ...rules, run }, 'staying', request.givenUp);
  return {
    businessDate: dayNumber(rules.businessDate),
    house: occupancy.house,
    blocks: seen.blocks,
    // By id, as the engine has least work with them.
    stays: heldStays(held).concat(asked, seen.stays),
    policy: policyFor(rules.mode, { ...defaultPolicySettings, usualNights }),
    usage,
    lookAhead: undefined,
    limits: noWork,
  };
}

/** The problem in which each of the stays may be placed though others of its booking are not, and its id there by slot. */
export const eachByItself = (request: Request, occupancy: Occupancy, rules: PlacementRules) => {
  const alone = askedStays(request, new Map()).map((stay) => ({ ...stay, reservation: undefined }));
  const held = heldAgainst(request, occupancy, rules);
  return { problem: problemOf(request, alone, held, occupancy, rules), idOf };
};

/** As `waysIn`, of the first stay with nothing kept. */
export const waysOf = (
  request: Request,
  occupancy: Occupancy,
  rules: PlacementRules,
): ReadonlyMap<RoomTypeId, number> => {
  const held = heldAgainst(request, occupancy, rules);
  const problem = problemOf(request, askedStays(request, new Map()), held, occupancy, rules);
  return waysIn(problem, idOf(request.stays[0]!.slot));
};

/** From and to are rooms of the house; the plan is one that the occupancy has. */
function plannedMove(
  occupancy: Occupancy,
  move: { stayId: number; from: Room['id']; to: Room['id'] },
): PlannedMove {
  const { house } = occupancy;
  const { id, version, span, bookedTypeId } = occupancy.plan(move.stayId as BookingPlanId)!;
  const from = house.rooms[house.roomIndex.get(move.from)!]!;
  const to = house.rooms[house.roomIndex.get(move.to)!]!;
  const reason = movedReason(house, bookedTypeId, [from, to], placedReason(house, bookedTypeId, to));
  return { id, version, span, from, to, reason };
}

/** Whether a room of the booked type is left over, so that an upgrade was given for the sake of others. */
const hasFreeRoom = (stay: Stay, occupancy: Occupancy, givenUp: GivenUp, taken: ReadonlySet<Room['id']>) =>
  occupancy.house.rooms.some(
    (room) =>
      room.typeId === stay.typeId &&
      room.sellable &&
      isOfKind(room, stay.smoking) &&
      !taken.has(room.id) &&
      occupancy.isFree(room.physical, spanOf(stay.checkIn, stay.checkOut), givenUp),
  );

/** Whether a final room that is kept takes held nights for which there is no other room. */
const takesHeld = (
  held: readonly HeldNights[],
  kept: ReadonlyMap<number, FinalRoom>,
  { stays }: Request,
  rooms: ReadonlyMap<number, Room['id']>,
): boolean =>
  stays.some(({ slot, checkIn, checkOut }) => {
    const physical = kept.get(slot)?.room.physical;
    const span = spanOf(checkIn, checkOut);
    return held.some(
      (one, i) => one.room.physical === physical && overlaps(one, span) && !rooms.has(heldId(i)),
    );
  });

/** As `choosePlacement`, leaving `held` to those who hold them. */
function choose(
  request: Request,
  held: readonly HeldNights[],
  occupancy: Occupancy,
  rules: PlacementRules,
): Placement {
  const { stays, preferred } = request;
  const { house } = occupancy;
  const none = (stay: Stay): Placement => ({ placed: false, reason: missingReason(house, stay) });
  const kept = keptRooms(request, occupancy);
  const asked = askedStays(request, kept);
  const present = new Map([...preferred].map(([slot, room]) => [idOf(slot), room.id]));
  const prices = request.decidedNow ? rules.outlook.prices : undefined;
  const { rooms, moved } = placeStays(problemOf(request, asked, held, occupancy, rules), prices, present);
  if (takesHeld(held, kept, request, rooms)) return none(stays[0]!);
  const taken = new Set([...rooms.values(), ...[...kept.values()].map(({ room }) => room.id)]);
  const given: PlacedRoom[] = [];
  for (const stay of stays) {
    const final = kept.get(stay.slot);
    const index = house.roomIndex.get(rooms.get(idOf(stay.slot))!);
    const room = index === undefined ? undefined : house.rooms[index]!;
    if (final) given.push({ slot: stay.slot, ...final });
    else if (!room) return none(stay);
    else {
      const upgraded = room.typeId !== stay.typeId;
      const spared = upgraded && prices !== undefined && hasFreeRoom(stay, occupancy, request.givenUp, taken);
      given.push({ slot: stay.slot, room, reason: placedReason(house, stay.typeId, room, spared) });
    }
  }
  const ofPlans = moved.filter(({ stayId }) => stayId >= 0);
  return { placed: true, rooms: given, moved: ofPlans.map((move) => plannedMove(occupancy, move)) };
}

/**
 * A room for every stay, or none at all: final rooms where they are free; else the booked type, re-arranging tentative rooms where it takes
 * that; else an upgrade. What was booked alike is given alike, and who fits into the booked type is placed before anyone is upgraded. Where the
 * rooms are final at once, an upgrade may come first: if the booked type is worth more to those who are expected. Nights that a stay without a
 * room holds are left to it, unless a person has chosen the room.
 */
export function choosePlacement(request: Request, occupancy: Occupancy, rules: PlacementRules): Placement {
  const { stays } = request;
  const { house } = occupancy;
  if (stays.length === 0) return { placed: true, rooms: [], moved: [] };
  const unknown = stays.find(({ typeId }) => !house.types.some((type) => type.id === typeId));
  if (unknown) return { placed: false, reason: missingReason(house, unknown) };
  const isChosen = stays.some(({ chosen }) => chosen !== undefined);
  const held = isChosen ? [] : heldAgainst(request, occupancy, rules);
  const placement = choose(request, held, occupancy, rules);
  if (placement.placed || held.length === 0 || !choose(request, [], occupancy, rules).placed)
    return placement;
  return { placed: false, reason: heldReason(house, stays[0]!) };
}
