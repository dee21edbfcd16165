// Which kinds of message that wait for a person a hotel has applied without one: its setting.
import { type FailureCode, failureCodes } from '../../domain/import-failure.js';
import type { HotelSql } from '../../platform/database/index.js';

/** As migration 046 allows them. */
export const heldKinds = [
  'after_check_in',
  'reservation_cancelled',
  'edited_by_hand',
  'rooms_of_group_changed',
  'room_type_changes',
] as const satisfies readonly FailureCode[];

export type HeldKind = (typeof heldKinds)[number];

/** What a person has deleted in the PMS goes with what a person has cancelled there. */
const saidWith: Partial<Record<FailureCode, HeldKind>> = { deleted_in_pms: 'reservation_cancelled' };

/** Those of them that the hotel has applied at once; a hotel that has said nothing has none. */
export async function appliedAutomatically(sql: HotelSql): Promise<ReadonlySet<FailureCode>> {
  const row = await sql.row<{ kinds: readonly string[] }>(
    'SELECT applied_automatically AS kinds FROM heyawari.hotel_settings WHERE hotel_id = :hotel',
    { hotel: sql.hotel },
  );
  const said = new Set(row?.kinds);
  return new Set(failureCodes.filter((code) => said.has(saidWith[code] ?? code)));
}
