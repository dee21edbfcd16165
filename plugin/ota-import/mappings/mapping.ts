// What a hotel says of an agency's room codes, over the PMS's own master (O6, D10): type, smoking and attributes. Words and precedence; pure.
import { agencyKey, type AgencyOf } from '../../domain/agency.js';
import type { RoomTypeId } from '../../domain/ids.js';
import { type Smoking, smokingKinds } from '../../domain/stay.js';

/** `unspecified` (指定なし): the hotel's default. */
export const soldSmoking = [...smokingKinds, 'unspecified'] as const;
export type SoldSmoking = (typeof soldSmoking)[number];

/** What a code sells. */
export interface MappingTerms {
  readonly typeId: RoomTypeId;
  readonly smoking: SoldSmoking;
  /** Beside type and smoking, as the hotel calls it; shown. */
  readonly attributes: readonly string[];
  /** False: kept, and nothing goes by it. */
  readonly active: boolean;
}

/** Whose code it is; of each there is one mapping at most. */
export interface MappingKey {
  /** As it is written; undefined: any agency. */
  readonly agency: string | undefined;
  readonly code: string;
}

export interface Mapping extends MappingKey, MappingTerms {
  readonly id: number;
  readonly version: number;
}

/** Where a code's meaning comes from, the first that there is. */
export type MeaningSource = 'agency' | 'any' | 'master';

export interface CodeMeaning {
  readonly typeId: RoomTypeId;
  /** Undefined where the PMS's master alone knows the code: it says nothing about smoking. */
  readonly smoking: Smoking | undefined;
  readonly source: MeaningSource;
}

/** What a code of an agency means at that hotel; undefined: nobody has said. */
export type MeaningOf = (agency: string, code: string) => CodeMeaning | undefined;

/** Whether both are about one company, or both about any. */
const isSameAgency = (one: MappingKey, other: MappingKey, agencyOf: AgencyOf): boolean =>
  one.agency === undefined || other.agency === undefined
    ? one.agency === other.agency
    : agencyOf(one.agency) === agencyOf(other.agency);

export const isSameKey = (one: MappingKey, other: MappingKey, agencyOf: AgencyOf): boolean =>
  one.code === other.code && isSameAgency(one, other, agencyOf);

/** The first two mappings of one code that are of two companies by `before`, and of one by `after`. */
export function joinedMappings(
  mappings: readonly Mapping[],
  before: AgencyOf,
  after: AgencyOf,
): readonly [Mapping, Mapping] | undefined {
  for (const [i, one] of mappings.entries()) {
    const other = mappings.slice(i + 1).find((next) => isSameKey(one, next, after));
    if (other && !isSameKey(one, other, before)) return [one, other];
  }
  return undefined;
}

/** What a hotel has set that codes mean more by. */
export interface MeaningRules {
  readonly smokingDefault: Smoking;
  readonly agencyOf: AgencyOf;
}

/** An agency's own mapping, else that of any, else the PMS's master. The empty code means nothing, whatever the master has. */
export function meanings(
  mappings: readonly Mapping[],
  master: ReadonlyMap<string, RoomTypeId>,
  { smokingDefault, agencyOf }: MeaningRules,
): MeaningOf {
  const active = Map.groupBy(
    mappings.filter((mapping) => mapping.active),
    ({ code }) => code,
  );
  return (agency, code) => {
    if (code === '') return undefined;
    const ofCode = active.get(code) ?? [];
    // By the name itself first: aliases may have joined companies that had a mapping each.
    const own =
      ofCode.find((mapping) => isSameAgency(mapping, { agency, code }, agencyKey)) ??
      ofCode.find((mapping) => isSameAgency(mapping, { agency, code }, agencyOf));
    const found = own ?? ofCode.find((mapping) => mapping.agency === undefined);
    if (found) {
      const smoking = found.smoking === 'unspecified' ? smokingDefault : found.smoking;
      return { typeId: found.typeId, smoking, source: own ? 'agency' : 'any' };
    }
    const typeId = master.get(code);
    return typeId === undefined ? undefined : { typeId, smoking: undefined, source: 'master' };
  };
}
