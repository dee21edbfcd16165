// Everything that a hotel's mappings are looked at with, read together: mappings, rooms, codes that have come, messages that wait.
import { addDays, businessDate, instantAt } from '../../domain/hotel-date.js';
import type { HostPort } from '../../host/port.js';
import type { HotelSql } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import { importSettings } from '../settings/repository.js';
import type { MappedHotel } from './checks.js';
import { type Mapping, type MappingKey, type MeaningOf, meanings } from './mapping.js';
import {
  codesSeen,
  mappingsOf,
  messagesWaitingForRooms,
  type SeenCode,
  type WaitingMessage,
} from './repository.js';

/** Codes that have not come for longer are forgotten: a year's season, and a month. */
export const codesKeptDays = 400;

/** The first moment of the days for which codes are kept. */
export function codesKeptSince({ clock, calendar }: Pick<Platform, 'clock' | 'calendar'>): Date {
  const today = businessDate(clock.now(), calendar);
  return instantAt(addDays(today, -codesKeptDays), 0, calendar);
}

export interface MappingFacts extends MappedHotel {
  readonly mappings: readonly Mapping[];
  readonly seen: readonly SeenCode[];
  readonly waiting: readonly WaitingMessage[];
}

export interface FactParts {
  readonly platform: Pick<Platform, 'clock' | 'calendar' | 'settings'>;
  readonly host: Pick<HostPort, 'inventory'>;
}

export async function readFacts({ platform, host }: FactParts, sql: HotelSql): Promise<MappingFacts> {
  const { smokingDefault, agencyOf } = await importSettings(platform, sql);
  return {
    ...{ inventory: await host.inventory(sql), smokingDefault, agencyOf },
    mappings: await mappingsOf(sql),
    seen: await codesSeen(sql, codesKeptSince(platform)),
    waiting: await messagesWaitingForRooms(sql),
  };
}

/** What codes mean with these mappings in place of the hotel's own. */
export const meaningsWith = ({ inventory, ...rules }: MappedHotel, mappings: readonly Mapping[]): MeaningOf =>
  meanings(mappings, inventory.typeByCode, rules);

/** What codes mean by the mappings as they stand. */
export const readMeanings = async (
  { platform }: Pick<FactParts, 'platform'>,
  sql: HotelSql,
  inventory: MappedHotel['inventory'],
): Promise<MeaningOf> =>
  meaningsWith({ inventory, ...(await importSettings(platform, sql)) }, await mappingsOf(sql));

/** Whether a mapping of that key speaks of the agency's code. */
const covers = (
  { agencyOf }: Pick<MappingFacts, 'agencyOf'>,
  key: MappingKey,
  agency: string,
  code: string,
) => key.code === code && (key.agency === undefined || agencyOf(key.agency) === agencyOf(agency));

/** What agencies whose code it is call the room, the newest names first, each once. */
export const namesOfCode = (facts: Pick<MappingFacts, 'seen' | 'agencyOf'>, key: MappingKey): string[] => [
  ...new Set(
    facts.seen.filter(({ agency, code }) => covers(facts, key, agency, code)).flatMap(({ names }) => names),
  ),
];

/** How many messages with that code wait for a room. */
export const waitingFor = (facts: Pick<MappingFacts, 'waiting' | 'agencyOf'>, key: MappingKey): number =>
  facts.waiting.filter(({ agency, codes }) => codes.some((code) => covers(facts, key, agency, code))).length;
