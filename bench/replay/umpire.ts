// Sees to it that a player keeps the rules: its own picture of who holds what, changed by what the player says it changed.
import type { DayNumber } from '../../plugin/domain/hotel-date.js';
import type { RoomId, RoomTypeId } from '../../plugin/domain/ids.js';
import {
  departure,
  type Player,
  type ReplayHotel,
  type ReplayRoom,
  type ReplayStay,
  type RoomChange,
} from './player.js';
import { RoomNights } from './room-nights.js';

/**
 * `pooled`: its room may change. `final`: decided, in the house or gone home. `waiting`: had no room at its deadline. `arrived`: came
 * without getting one. `released`: cancelled or not shown up.
 */
export type Phase = 'pooled' | 'final' | 'waiting' | 'arrived' | 'released';

/** What the umpire knows of a stay; the result is made of it. */
export interface Seat {
  readonly stay: ReplayStay;
  phase: Phase;
  room: RoomId | undefined;
  /** When its room became final; where it never got one, its arrival. */
  decidedOn: DayNumber | undefined;
  /** How often it went from a room it had held to another. */
  moves: number;
  lastRoom: RoomId | undefined;
  /** By days before arrival: the room at that day's end. */
  readonly roomBefore: Map<number, RoomId | undefined>;
  /** Nights the room is held for from arrival on. */
  nightsHeld: number;
}

/** A player broke a rule of the game; the message says which, and for whom. */
export class BreachError extends Error {
  override readonly name = 'BreachError';
}

interface Move {
  readonly seat: Seat;
  from: RoomId | undefined;
  to: RoomId | undefined;
}

export class Umpire {
  readonly nights = new RoomNights();
  /** A breach ends the game, so that a game that was played to its end has none. */
  finalMoves = 0;
  /** In the order in which they were made; of those who never get a room, when they arrive. */
  readonly decisions: Seat[] = [];
  private readonly seats = new Map<number, Seat>();
  private readonly rooms: ReadonlyMap<RoomId, ReplayRoom>;
  private readonly allowed: ReadonlyMap<RoomTypeId, ReadonlySet<RoomTypeId>>;
  private present: Seat[] = [];

  constructor(hotel: ReplayHotel) {
    this.rooms = new Map(hotel.rooms.map((room) => [room.id, room]));
    this.allowed = new Map(
      hotel.types.map(({ id }) => [id, new Set([id, ...(hotel.upgrades.get(id) ?? [])])]),
    );
  }

  admit(stay: ReplayStay): Seat {
    const seat: Seat = {
      stay,
      phase: 'pooled',
      room: undefined,
      decidedOn: undefined,
      moves: 0,
      lastRoom: undefined,
      roomBefore: new Map(),
      nightsHeld: stay.nights,
    };
    this.seats.set(stay.id, seat);
    this.present.push(seat);
    return seat;
  }

  /** Takes over what a call changed. Throws BreachError, and is then of no further use. */
  accept(day: DayNumber, changes: readonly RoomChange[]): void {
    const moves = this.netMoves(changes);
    for (const move of moves) this.checkMove(move);
    for (const { seat, from } of moves)
      if (from !== undefined) this.nights.free(from, seat.stay.arrival, departure(seat.stay));
    for (const move of moves) this.carryOut(day, move);
  }

  /** Its room, or that it has none, is decided. */
  decide(day: DayNumber, seat: Seat): void {
    seat.phase = seat.room === undefined ? 'waiting' : 'final';
    seat.decidedOn = seat.room === undefined ? undefined : day;
    if (seat.room !== undefined) this.decisions.push(seat);
  }

  release(seat: Seat, from: DayNumber): void {
    seat.phase = 'released';
    seat.nightsHeld = from - seat.stay.arrival;
    if (seat.room !== undefined) this.nights.free(seat.room, from, departure(seat.stay));
  }

  /** Compares the whole picture of all who are in the house or to come. Throws BreachError. */
  verify(day: DayNumber, player: Player): void {
    this.present = this.present.filter(
      ({ stay, phase }) => phase !== 'released' && phase !== 'arrived' && departure(stay) > day,
    );
    for (const { stay, room } of this.present) {
      const said = player.roomOf(stay);
      if (said !== room)
        throw breach(
          stay,
          `holds ${this.nameOf(room)} by the changes told, and ${this.nameOf(said)} when asked`,
        );
    }
  }

  /** Several changes of one stay within a call are one move. */
  private netMoves(changes: readonly RoomChange[]): Move[] {
    const moves = new Map<Seat, Move>();
    for (const { stay, from, to } of changes) {
      const seat = this.seats.get(stay.id);
      if (!seat) throw breach(stay, 'has not been booked');
      if (seat.phase === 'released' && to === undefined) continue;
      const move = moves.get(seat);
      if ((move ? move.to : seat.room) !== from)
        throw breach(
          stay,
          `cannot leave ${this.nameOf(from)}, it is in ${this.nameOf(move ? move.to : seat.room)}`,
        );
      if (move) move.to = to;
      else moves.set(seat, { seat, from, to });
    }
    return [...moves.values()].filter(({ from, to }) => from !== to);
  }

  private checkMove({ seat, to }: Move): void {
    const { stay, phase } = seat;
    if (phase === 'final') {
      this.finalMoves += 1;
      throw breach(stay, `had ${this.nameOf(seat.room)} for good, and was moved to ${this.nameOf(to)}`);
    }
    if (phase === 'released' || phase === 'arrived') throw breach(stay, 'is no longer to be placed');
    if (to === undefined) return;
    const room = this.rooms.get(to);
    if (!room) throw breach(stay, `was given room id ${to}, which does not exist`);
    if (!this.allowed.get(stay.bookedTypeId)?.has(room.typeId))
      throw breach(stay, `was given ${room.number}, whose type is neither booked nor an upgrade of it`);
  }

  private carryOut(day: DayNumber, { seat, to }: Move): void {
    const { stay } = seat;
    seat.room = to;
    if (to === undefined) return;
    const other = this.nights.take(to, stay.arrival, departure(stay), stay.id);
    if (other !== undefined) {
      const holder = this.seats.get(other)?.stay.bookingId;
      throw breach(stay, `was given ${this.nameOf(to)}, which booking ${holder} holds on one of its nights`);
    }
    if (seat.lastRoom !== undefined && seat.lastRoom !== to) seat.moves += 1;
    seat.lastRoom = to;
    if (seat.phase === 'waiting') this.decide(day, seat);
  }

  private nameOf(room: RoomId | undefined): string {
    return room === undefined ? 'no room' : (this.rooms.get(room)?.number ?? `room id ${room}`);
  }
}

const breach = (stay: ReplayStay, problem: string) => new BreachError(`booking ${stay.bookingId} ${problem}`);
