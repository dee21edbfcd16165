// What the rooms of a booking are to be: the type and kind that a room has on all its nights, since the PMS's function writes no other. Pure.
import type { BookedNight, BookedReport, BookedRoom } from '../../domain/booking-report.js';
import { importFailure, type ImportFailure } from '../../domain/import-failure.js';
import type { ImportWarning } from '../../domain/import-warning.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { namesOf } from '../../domain/room.js';
import type { RoomInventory } from '../../host/port.js';
import type { Placer, Stay } from '../../pool/index.js';
import type { MeaningOf } from '../mappings/mapping.js';
import type { ImportSettings } from '../settings/settings.js';
import type { Choice, Decision } from './decision.js';
import { hoursOf } from './day-use-hours.js';
import { bedsOf, overRooms } from './party.js';

/** By what it is known. */
export interface NeedContext {
  readonly inventory: RoomInventory;
  readonly settings: Pick<ImportSettings, 'childrenWithBed' | 'appliedAutomatically' | 'dayUseHours'>;
  readonly meaningOf: MeaningOf;
  readonly placer: Pick<Placer, 'typeForAll'>;
}

type Need = Pick<Stay, 'typeId' | 'smoking'>;

/**
 * What a room of the message is to be: the type that a person has chosen for it, or else what its code means; where that is nothing, the type of
 * the room that was chosen.
 */
export function needOf(
  code: string,
  agency: string,
  choice: Choice | undefined,
  { meaningOf, inventory }: Pick<NeedContext, 'meaningOf' | 'inventory'>,
): Need | undefined {
  const meaning = meaningOf(agency, code);
  const chosen =
    choice && 'room' in choice ? inventory.rooms.find(({ id }) => id === choice.room) : undefined;
  const typeId = choice && 'type' in choice ? choice.type : (meaning?.typeId ?? chosen?.typeId);
  return typeId === undefined ? undefined : { typeId, smoking: meaning?.smoking };
}

const unknownCode = (code: string, agency: string): ImportFailure =>
  code === ''
    ? importFailure('room_code_missing', { agency })
    : importFailure('room_code_unknown', { code, agency });

/** What the room is to be on each of its nights; fails on the first without a code, or with one that leads to no room type. */
function needsByNight(
  { nights }: BookedRoom,
  agency: string,
  choice: Choice | undefined,
  context: NeedContext,
): Result<readonly { readonly night: BookedNight; readonly need: Need }[], ImportFailure> {
  const needs: { night: BookedNight; need: Need }[] = [];
  // What a person has chosen for the room, he has chosen for all its nights.
  for (const night of choice ? nights.slice(0, 1) : nights) {
    const need = needOf(night.roomTypeCode, agency, choice, context);
    if (!need) return fail(unknownCode(night.roomTypeCode, agency));
    needs.push({ night, need });
  }
  return ok(needs);
}

interface RoomNeed {
  readonly need: Need;
  /** Its types were several. */
  readonly warning?: ImportWarning;
}

/**
 * Where the type changes between the nights, that of them in which nobody gets less than was booked, if the hotel has such bookings applied
 * automatically; else, and where none is or smoking changes too, it is for a person.
 */
function needThroughout(
  room: BookedRoom,
  agency: string,
  choice: Choice | undefined,
  context: NeedContext,
): Result<RoomNeed, ImportFailure> {
  const needs = needsByNight(room, agency, choice, context);
  if (!needs.ok) return needs;
  const { need } = needs.value[0]!;
  const changed = needs.value.find(
    ({ need: other }) => other.typeId !== need.typeId || other.smoking !== need.smoking,
  );
  if (!changed) return ok({ need });
  const { inventory, settings, placer } = context;
  const nameOf = namesOf(inventory.types);
  const [from, to] = [nameOf(need.typeId), nameOf(changed.need.typeId)];
  const change = { room: room.slot + 1, date: changed.night.date, from, to };
  const sameKind = needs.value.every(({ need: { smoking } }) => smoking === need.smoking);
  const mayServe = sameKind && settings.appliedAutomatically.includes('room_type_changes');
  const types = [...new Set(needs.value.map((one) => one.need.typeId))];
  const typeId = mayServe ? placer.typeForAll(types) : undefined;
  if (typeId === undefined) return fail(importFailure('room_type_changes', change));
  const warning = { code: 'one_type_throughout', params: { ...change, type: nameOf(typeId) } } as const;
  return ok({ need: { ...need, typeId }, warning });
}

export interface RoomNeeds {
  readonly stays: readonly Stay[];
  readonly warnings: readonly ImportWarning[];
}

/** Those who stay in the room, on the night on which they are most, and those of them who need a bed. */
export const partyIn = (
  { nights }: BookedRoom,
  { childrenWithBed }: Pick<ImportSettings, 'childrenWithBed'>,
) => ({
  people: Math.max(...nights.map((night) => night.people)),
  beds: Math.max(...nights.map((night) => bedsOf(night, childrenWithBed))),
});

/** The room needs of a report; fails on the first room of which it cannot be said what it is to be. */
export function roomNeeds(
  report: BookedReport,
  context: NeedContext,
  decision: Decision | undefined,
): Result<RoomNeeds, ImportFailure> {
  const { agency, rooms } = report;
  const dayUse = hoursOf(report, context.settings.dayUseHours);
  const stays: Stay[] = [];
  const warnings: ImportWarning[] = [];
  for (const room of rooms) {
    const { slot, checkIn, checkOut } = room;
    const choice = decision?.choices.get(slot);
    const found = needThroughout(room, agency, choice, context);
    if (!found.ok) return found;
    const { need, warning } = found.value;
    if (warning) warnings.push(warning);
    const party = partyIn(room, context.settings);
    const chosen = choice && 'room' in choice ? choice.room : undefined;
    stays.push({ ...need, slot, checkIn, checkOut, dayUse, ...party, chosen });
  }
  return ok({ stays: overRooms(stays, context.inventory.rooms), warnings });
}
