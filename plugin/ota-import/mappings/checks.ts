// What is wrong with a mapping, and what a person should know before it is saved (O6, D10). Pure.
import type { Reason } from '../../domain/booking-plan.js';
import type { RoomTypeId } from '../../domain/ids.js';
import { isOfKind, namesOf } from '../../domain/room.js';
import { says } from '../../assignment/index.js';
import type { RoomInventory } from '../../host/port.js';
import type { MappingKey, MappingTerms, MeaningRules } from './mapping.js';
import { smokingSaidBy } from './smoking-in-names.js';

/** What a hotel has, as a mapping is held against it. */
export interface MappedHotel extends MeaningRules {
  readonly inventory: RoomInventory;
}

/** `error`: not saved; `confirm`: only where the person says that it is meant; `warning`: saved all the same. */
export type Severity = 'error' | 'confirm' | 'warning';

export interface MappingProblem extends Reason {
  readonly severity: Severity;
}

type Draft = MappingKey & MappingTerms;

const warning = (key: string, params: Reason['params']): MappingProblem => ({
  severity: 'warning',
  key,
  params,
});

const sellableOf = ({ rooms }: RoomInventory, type: RoomTypeId) =>
  rooms.filter((room) => room.typeId === type && room.sellable);

/** A type that is not the hotel's, or of which nothing is for sale: nobody may be sent there. */
function targetProblems({ typeId }: Draft, { inventory }: MappedHotel): MappingProblem[] {
  const type = namesOf(inventory.types)(typeId);
  if (!inventory.types.some(({ id }) => id === typeId))
    return [{ severity: 'error', key: 'mapping.type_unknown', params: { type } }];
  if (sellableOf(inventory, typeId).length > 0) return [];
  return [{ severity: 'error', key: 'mapping.type_not_sold', params: { type } }];
}

/** The PMS's master says otherwise: it is meant to be overridden, but knowingly. */
function masterProblems({ code, typeId }: Draft, { inventory }: MappedHotel): MappingProblem[] {
  const said = inventory.typeByCode.get(code);
  if (said === undefined || said === typeId) return [];
  const nameOf = namesOf(inventory.types);
  const params = { code, type: nameOf(typeId), masterType: nameOf(said), masterTypeId: said };
  return [{ severity: 'confirm', key: 'mapping.overrides_master', params }];
}

/** The agency calls the room by the whole name of another type of the hotel, the longest of these, and not by that of this one. */
function nameProblems(
  { typeId }: Draft,
  { inventory: { types } }: MappedHotel,
  names: readonly string[],
): MappingProblem[] {
  const isNamedIn = (name: string) => (type: { readonly name: string }) => says(name, { words: [type.name] });
  for (const name of names) {
    const named = types.filter(isNamedIn(name)).sort((one, other) => other.name.length - one.name.length);
    if (named.length === 0 || named.some(({ id }) => id === typeId)) continue;
    const params = { name, named: named[0]!.name, type: namesOf(types)(typeId) };
    return [warning('mapping.named_as_other_type', params)];
  }
  return [];
}

/** What the code sells of smoking is not what the type has, or not what the agency calls the room. */
function smokingProblems(
  { typeId, smoking }: Draft,
  { inventory, smokingDefault }: MappedHotel,
  names: readonly string[],
): MappingProblem[] {
  const sold = smoking === 'unspecified' ? smokingDefault : smoking;
  const rooms = sellableOf(inventory, typeId);
  const type = namesOf(inventory.types)(typeId);
  const withoutKind = rooms.length > 0 && !rooms.some((room) => isOfKind(room, sold));
  const name = names.find((one) => (smokingSaidBy(one) ?? sold) !== sold);
  return [
    ...(withoutKind ? [warning(`mapping.no_${sold}_room`, { type })] : []),
    ...(name === undefined ? [] : [warning(`mapping.sold_as_${smokingSaidBy(name)!}`, { name })]),
  ];
}

/** The worst first; `names`: as the agency calls the room. Of a mapping that is switched off nothing is wrong. */
export function problemsOf(draft: Draft, hotel: MappedHotel, names: readonly string[]): MappingProblem[] {
  if (!draft.active) return [];
  return [
    ...targetProblems(draft, hotel),
    ...masterProblems(draft, hotel),
    ...nameProblems(draft, hotel, names),
    ...smokingProblems(draft, hotel, names),
  ];
}
