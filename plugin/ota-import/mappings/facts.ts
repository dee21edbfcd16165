// Everything that a hotel's mappings are looked at with, read together: mappings, rooms, codes that have come, messages that wait.
import { agencyKey } from '../../domain/agency.js';
import { addDays, businessDate, instantAt } from '../../domain/hotel-date.js';
import type { HostPort } from '../../host/port.js';
import type { HotelSql } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import type { Pool } from '../../pool/index.js';
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
  readonly platform: Pick<Platform, 'clock' | 'calendar'>;
  readonly host: Pick<HostPort, 'inventory'>;
  readonly pool: Pick<Pool, 'smokingDefault'>;
}

export async function readFacts({ platform, host, pool }: FactParts, sql: HotelSql): Promise<MappingFacts> {
  return {
    inventory: await host.inventory(sql),
    smokingDefault: await pool.smokingDefault(sql),
    mappings: await mappingsOf(sql),
    seen: await codesSeen(sql, codesKeptSince(platform)),
    waiting: await messagesWaitingForRooms(sql),
  };
}

/** What codes mean with these mappings in place of the hotel's own. */
export const meaningsWith = (
  { inventory, smokingDefault }: MappedHotel,
  mappings: readonly Mapping[],
): MeaningOf => meanings(mappings, inventory.typeByCode, smokingDefault);

/** What codes mean by the mappings as they stand. */
export const readMeanings = async (
  { pool }: Pick<FactParts, 'pool'>,
  sql: HotelSql,
  inventory: MappedHotel['inventory'],
): Promise<MeaningOf> =>
  meaningsWith({ inventory, smokingDefault: await pool.smokingDefault(sql) }, await mappingsOf(sql));

/** Whether a mapping of that key speaks of the agency's code. */
const covers = (key: MappingKey, agency: string, code: string): boolean =>
  key.code === code && (key.agency === undefined || agencyKey(key.agency) === agencyKey(agency));

/** What agencies whose code it is call the room, the newest names first, each once. */
export const namesOfCode = ({ seen }: Pick<MappingFacts, 'seen'>, key: MappingKey): string[] => [
  ...new Set(seen.filter(({ agency, code }) => covers(key, agency, code)).flatMap(({ names }) => names)),
];

/** How many messages with that code wait for a room. */
export const waitingFor = ({ waiting }: Pick<MappingFacts, 'waiting'>, key: MappingKey): number =>
  waiting.filter(({ agency, codes }) => codes.some((code) => covers(key, agency, code))).length;
