// What would be lost with the plugin's tables: rows that exist nowhere else, neither in the PMS nor at the site controller.
import type pg from 'pg';

/** A kind of row, as a person calls it. */
interface Kind {
  readonly is: string;
  readonly table: string;
  /** Of the table's row `r`. */
  readonly condition: string;
  /** What tells one from another, as text, of `r`; nothing personal. */
  readonly name: string;
  /** It is over when the stay is: nobody who only leaves needs to wait for it. */
  readonly endsByItself?: true;
  /** All that is known of it, as JSON, of `r`. */
  readonly whole: string;
}

/** With the parts of the delivery's body that its text lies in, where it has none of its own. */
const messageWithText = `to_jsonb(r) || jsonb_build_object('text_parts', (
  SELECT jsonb_agg(to_jsonb(p) ORDER BY p.position) FROM heyawari.ota_output_parts p
   WHERE p.hotel_id = r.hotel_id AND p.output_id = r.output_id AND r.sealed_xml IS NULL
     AND p.position BETWEEN r.text_offset / 1048576 AND (r.text_offset + r.text_length - 1) / 1048576))`;

export const kinds = [
  {
    is: 'deliveries that the site controller has not heard of as safe',
    table: 'ota_outputs',
    condition: `r.confirmation = 'pending'`,
    name: `'output ' || COALESCE(r.output_id, '?') || ', received ' || r.received_at`,
    whole: 'to_jsonb(r)',
  },
  {
    is: 'messages that are not in the PMS: failed, held or waiting',
    table: 'ota_import_cache',
    condition: `r.status IN ('received', 'pending', 'retrying', 'waiting', 'failed')`,
    name: `'booking ' || COALESCE(r.booking_number, '?') || ', ' || r.status || COALESCE(', ' || r.failure_code, '')`,
    whole: messageWithText,
  },
  {
    is: 'bookings without a room (部屋未定), which the PMS does not have',
    table: 'booking_plans',
    condition: `r.room_state = 'unplaced'`,
    name: `'booking ' || r.booking_number || ', arrives ' || r.check_in`,
    whole: 'to_jsonb(r)',
  },
  {
    is: 'rooms that staff have locked here (部屋固定), of stays to come',
    table: 'booking_plans',
    // Also of tables that are older than locks. What staff have moved in the PMS the PMS knows itself.
    condition: `to_jsonb(r) ->> 'lock_cause' IS NOT NULL AND r.reason_key <> 'placement.moved_by_hand' AND r.room_state IN ('tentative', 'final') AND r.check_out >= current_date`,
    name: `'booking ' || r.booking_number || ', arrives ' || r.check_in`,
    whole: 'to_jsonb(r)',
    endsByItself: true,
  },
] as const satisfies readonly Kind[];

/** What somebody has to see to before nothing is left. */
export const awaited: readonly Kind[] = kinds.filter((kind: Kind) => !kind.endsByItself);

/** A row of `kind`. */
export interface OpenRow {
  readonly kind: Kind;
  readonly hotelId: number;
  readonly id: string;
  readonly name: string;
}

export interface Open {
  /** The first of them, by kind, hotel and id. */
  readonly rows: readonly OpenRow[];
  readonly total: number;
}

/** At most `limit` rows of `kinds`, and how many there are. */
export async function openRows(
  client: pg.ClientBase,
  limit: number,
  of: readonly Kind[] = kinds,
): Promise<Open> {
  const rows: OpenRow[] = [];
  let total = 0;
  for (const kind of of) {
    const found = await client.query<{ hotel_id: number; id: string; name: string; total: number }>(
      `SELECT r.hotel_id, r.id, ${kind.name} AS name, CAST(count(*) OVER () AS int) AS total
         FROM heyawari.${kind.table} r WHERE ${kind.condition} ORDER BY r.hotel_id, r.id LIMIT $1`,
      [limit],
    );
    total += found.rows[0]?.total ?? 0;
    rows.push(...found.rows.map(({ hotel_id: hotelId, id, name }) => ({ kind, hotelId, id, name })));
  }
  return { rows: rows.slice(0, limit), total };
}

/** For a person: each kind with its rows. */
export function listed({ rows, total }: Open): string {
  const lines = [...Map.groupBy(rows, ({ kind }) => kind)].flatMap(([{ is }, some]) => [
    `  ${is}:`,
    ...some.map(({ hotelId, name }) => `    hotel ${hotelId}: ${name}`),
  ]);
  const more = total - rows.length;
  return [...lines, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n');
}
