// Which types to stop selling on which nights, since stays without a room need what is left (D7). Pure.
import type { HotelDate } from '../../domain/hotel-date.js';
import type { RoomTypeId } from '../../domain/ids.js';

export interface TypeNight {
  readonly type: RoomTypeId;
  readonly night: HotelDate;
}

/** Stays without a room that booked the type and need the night. */
export interface NeededNight extends TypeNight {
  readonly stays: number;
}

/** 手仕舞い済み: who stopped selling it, and when. */
export interface StoppedNight extends TypeNight {
  readonly by: number | undefined;
  /** 担当者, where the login is shared. */
  readonly clerk: string | undefined;
  readonly at: Date;
}

/** `to_stop`: it should be stopped; `stopped`: it is, and should stay so; `may_resume` (再販可): it is, and nobody needs that any more. */

export interface Sale extends TypeNight {
  readonly state: 'to_stop' | 'stopped' | 'may_resume';
  readonly stays: number;
  /** Rooms of the type for sale that nobody holds that night. */
  readonly free: number;
  /** Stays without a room that the hotel intends to have, at most. */
  readonly allowance: number;
  readonly stopped: Pick<StoppedNight, 'by' | 'clerk' | 'at'> | undefined;
}

const keyOf = ({ type, night }: TypeNight) => `${night} ${type}`;

/** Whoever books one more takes what these need. Those whom the hotel intends to have beyond its rooms need nothing. */
const isNeeded = ({ stays, free, allowance }: Pick<Sale, 'stays' | 'free' | 'allowance'>) =>
  stays > allowance && free <= stays - allowance;

function stateOf(facts: Omit<Sale, 'state'>): Sale['state'] | undefined {
  if (!facts.stopped) return isNeeded(facts) ? 'to_stop' : undefined;
  return isNeeded(facts) ? 'stopped' : 'may_resume';
}

/** By night, then type. Types and nights of which there is nothing to say are left out. */
export function salesToStop(
  needed: readonly NeededNight[],
  stopped: readonly StoppedNight[],
  allowances: ReadonlyMap<RoomTypeId, number>,
  freeOn: (one: TypeNight) => number,
): Sale[] {
  const needs = new Map(needed.map((one) => [keyOf(one), one.stays]));
  const marks = new Map(stopped.map((one) => [keyOf(one), one]));
  const concerned = new Map<string, TypeNight>([...needed, ...stopped].map((one) => [keyOf(one), one]));
  const sales = [...concerned].flatMap(([key, { type, night }]): Sale[] => {
    const facts = {
      ...{ type, night, stays: needs.get(key) ?? 0, free: freeOn({ type, night }) },
      ...{ allowance: allowances.get(type) ?? 0, stopped: marks.get(key) },
    };
    const state = stateOf(facts);
    return state ? [{ ...facts, state }] : [];
  });
  return sales.sort((a, b) => (a.night === b.night ? a.type - b.type : a.night < b.night ? -1 : 1));
}
