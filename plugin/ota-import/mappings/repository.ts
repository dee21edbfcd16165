// The SQL of mappings, of the room codes that agencies have sent, and of the messages that wait for what a code means.
import { agencyKey } from '../../domain/agency.js';
import { messageId, type MessageId, roomTypeId } from '../../domain/ids.js';
import type { HotelSql, HotelTx, Sql } from '../../platform/database/index.js';
import type { NamedRoomCode } from '../../tl-lincoln/index.js';
import { canBeTried, heldForCodes } from '../ledger/another-try-repository.js';
import type { Mapping, MappingKey, MappingTerms, SoldSmoking } from './mapping.js';

/** More than any hotel has: a hotel sells a handful of types at a dozen agencies. */
export const mostMappings = 2_000;

const columns = 'id, version, agency, code, room_type_id, smoking, attributes, active';

interface MappingRow {
  readonly id: string;
  readonly version: number;
  readonly agency: string | null;
  readonly code: string;
  readonly room_type_id: number;
  readonly smoking: SoldSmoking;
  readonly attributes: string[];
  readonly active: boolean;
}

const toMapping = ({ id, agency, room_type_id, ...row }: MappingRow): Mapping => ({
  ...row,
  id: Number(id),
  agency: agency ?? undefined,
  typeId: roomTypeId(room_type_id),
});

/** By code, any agency's before the others. */
export async function mappingsOf(sql: HotelSql): Promise<Mapping[]> {
  const rows = await sql.rows<MappingRow>(
    `SELECT ${columns} FROM heyawari.ota_room_type_mappings
      WHERE hotel_id = :hotel ORDER BY code, agency_key NULLS FIRST LIMIT ${mostMappings}`,
    { hotel: sql.hotel },
  );
  return rows.map(toMapping);
}

export const isMapping = async (sql: HotelSql, id: number): Promise<boolean> =>
  (await sql.row('SELECT FROM heyawari.ota_room_type_mappings WHERE hotel_id = :hotel AND id = :id', {
    hotel: sql.hotel,
    id,
  })) !== undefined;

const termsOf = ({ typeId, smoking, attributes, active }: MappingTerms) => ({
  ...{ typeId, smoking, attributes, active },
});

/** Undefined where there is one of that agency and code. */
export async function insertMapping(
  tx: HotelTx,
  { agency, code, ...terms }: MappingKey & MappingTerms,
): Promise<Mapping | undefined> {
  const row = await tx.row<MappingRow>(
    `INSERT INTO heyawari.ota_room_type_mappings
       (hotel_id, agency_key, agency, code, room_type_id, smoking, attributes, active)
     VALUES (:hotel, :key, :agency, :code, :typeId, :smoking, CAST(:attributes AS text[]), :active)
     ON CONFLICT ON CONSTRAINT ota_room_type_mappings_one_per_code DO NOTHING RETURNING ${columns}`,
    {
      ...{ hotel: tx.hotel, code, agency: agency ?? null },
      key: agency === undefined ? null : agencyKey(agency),
      ...termsOf(terms),
    },
  );
  return row && toMapping(row);
}

/** One version on. Undefined where it is not of that version any more. */
export async function updateMapping(
  tx: HotelTx,
  { id, version, ...terms }: Pick<Mapping, 'id' | 'version'> & MappingTerms,
): Promise<Mapping | undefined> {
  const row = await tx.row<MappingRow>(
    `UPDATE heyawari.ota_room_type_mappings
        SET version = version + 1, room_type_id = :typeId, smoking = :smoking,
            attributes = CAST(:attributes AS text[]), active = :active
      WHERE hotel_id = :hotel AND id = :id AND version = :version RETURNING ${columns}`,
    { hotel: tx.hotel, id, version, ...termsOf(terms) },
  );
  return row && toMapping(row);
}

/** False where it is not of that version any more. */
export async function deleteMapping(
  tx: HotelTx,
  { id, version }: Pick<Mapping, 'id' | 'version'>,
): Promise<boolean> {
  const deleted = await tx.run(
    `DELETE FROM heyawari.ota_room_type_mappings WHERE hotel_id = :hotel AND id = :id AND version = :version`,
    { hotel: tx.hotel, id, version },
  );
  return deleted === 1;
}

/** A room code as a message of an agency names it. */
export interface AgencyCode extends NamedRoomCode {
  readonly agency: string;
}

/** Of its name; what is longer is cut. */
const longestAgency = 200;

/** Notes that they have come; what was noted within a day before is left alone. */
export async function noteCodes(tx: HotelTx, named: readonly AgencyCode[], at: Date): Promise<void> {
  const keyed = named.map((one) => {
    const agency = one.agency.slice(0, longestAgency).toWellFormed();
    return { ...one, agency, key: agencyKey(agency) };
  });
  const once = new Map(keyed.map((one) => [JSON.stringify([one.key, one.code, one.name]), one]));
  if (once.size === 0) return;
  await tx.run(
    `INSERT INTO heyawari.ota_room_codes AS known (hotel_id, agency_key, code, name, agency, last_seen_at)
     SELECT :hotel, c.key, c.code, c.name, c.agency, :at
       FROM jsonb_to_recordset(CAST(:codes AS jsonb)) AS c(key text, code text, name text, agency text)
     ON CONFLICT (hotel_id, agency_key, code, name) DO UPDATE SET agency = excluded.agency, last_seen_at = excluded.last_seen_at
      WHERE known.last_seen_at < excluded.last_seen_at - INTERVAL '1 day'`,
    { hotel: tx.hotel, at, codes: JSON.stringify([...once.values()]) },
  );
}

/** A code of an agency that has come, with the names under which it did, the newest first. */
export interface SeenCode {
  readonly agency: string;
  readonly code: string;
  readonly names: readonly string[];
  readonly lastSeenAt: Date;
}

/** More codes of agencies than any hotel has, and of each more names than anybody reads. */
const mostSeen = 2_000;
const mostNames = 20;

/** Since `since`, what came last first. */
export async function codesSeen(sql: HotelSql, since: Date): Promise<SeenCode[]> {
  const rows = await sql.rows<{ agency: string; code: string; names: string[]; last_seen_at: Date }>(
    `SELECT (array_agg(agency ORDER BY last_seen_at DESC))[1] AS agency, code,
            (array_agg(name ORDER BY last_seen_at DESC, name) FILTER (WHERE name <> ''))[1:${mostNames}] AS names,
            max(last_seen_at) AS last_seen_at
       FROM heyawari.ota_room_codes WHERE hotel_id = :hotel AND last_seen_at >= :since
      GROUP BY agency_key, code ORDER BY max(last_seen_at) DESC, code LIMIT ${mostSeen}`,
    { hotel: sql.hotel, since },
  );
  return rows.map(({ last_seen_at, names, ...row }) => ({
    ...row,
    names: names ?? [],
    lastSeenAt: last_seen_at,
  }));
}

/** Of all hotels: codes that have not come since `before`. */
export async function forgetCodes(sql: Sql, before: Date): Promise<void> {
  await sql.run(`DELETE FROM heyawari.ota_room_codes WHERE last_seen_at < :before`, { before });
}

/** A message that is tried again by itself, for what its codes mean or for a room; or one that is held since its codes change between the nights. */
export interface WaitingMessage {
  readonly id: MessageId;
  readonly agency: string;
  /** Each once; of one that an older build has read, the one that was not known, if any. */
  readonly codes: readonly string[];
  /** Those that one room has one after the other: where they mean two types, it is held. Undefined where an older build has read it. */
  readonly changing: readonly (readonly string[])[] | undefined;
  readonly isHeld: boolean;
}

/** More wait only after days without a person; those are tried within the hour anyway. */
const mostWaiting = 10_000;

/** In order of arrival. */
export async function messagesWaitingForRooms(sql: HotelSql): Promise<WaitingMessage[]> {
  const rows = await sql.rows<
    { id: string; agency: string | null; changing: string[][] | null } & Pick<
      WaitingMessage,
      'codes' | 'isHeld'
    >
  >(
    `SELECT id, agency, COALESCE(room_codes, array_remove(ARRAY[failure_params ->> 'code'], NULL)) AS codes,
            changing_codes AS changing, status = 'failed' AS "isHeld"
       FROM heyawari.ota_import_cache
      WHERE hotel_id = :hotel AND (status = 'pending' AND failure_class = 'room_mapping' OR
              status = 'failed' AND failure_code = ANY(:heldForCodes) AND ${canBeTried})
      ORDER BY check_in, id LIMIT ${mostWaiting}`,
    { hotel: sql.hotel, heldForCodes },
  );
  return rows.map(({ id, agency, changing, ...row }) => ({
    ...{ ...row, id: messageId(Number(id)), agency: agency ?? '', changing: changing ?? undefined },
  }));
}
