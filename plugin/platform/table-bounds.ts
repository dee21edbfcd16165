// What keeps each of our tables from growing for ever: declared here, shown in docs/schema.md, tried out over 400 days.
import type { expectedTables } from './schema/index.js';

export type OurTable = (typeof expectedTables)[number];

/** `forgotten`: by that scheduled job, so long after; `with`: goes with the rows of another table. */
export type Bound =
  | { readonly kind: 'forgotten'; readonly by: string; readonly after: string }
  | { readonly kind: 'with'; readonly table: OurTable }
  /** So many at most, whatever happens. */
  | { readonly kind: 'at_most'; readonly rows: string }
  /** A row is there only while something stands, and goes with it. */
  | { readonly kind: 'while'; readonly stands: string };

const forgotten = (by: string, after: string): Bound => ({ kind: 'forgotten', by, after });
const goesWith = (table: OurTable): Bound => ({ kind: 'with', table });
const atMost = (rows: string): Bound => ({ kind: 'at_most', rows });
const onlyWhile = (stands: string): Bound => ({ kind: 'while', stands });

const records = '`retention.recordDays`';

/** A table without its line does not compile. */
export const tableBounds: Readonly<Record<OurTable, Bound>> = {
  assignment_runs: forgotten('pool-housekeeping', `${records} after its day; a sweep 30 days after it began`),
  audit_log: forgotten('housekeeping', `${records}, a year at least`),
  booking_plan_history: goesWith('booking_plans'),
  booking_plans: forgotten(
    'pool-housekeeping',
    `${records} after departure; who made them after \`retention.personalDataDays\``,
  ),
  events: forgotten('housekeeping', '48 hours'),
  fetch_holds: onlyWhile('no person has let the hotel go on'),
  freed_nights: onlyWhile('a booking waits for the night'),
  guest_room_note_keys: goesWith('guest_room_notes'),
  guest_room_notes: forgotten(
    'pool-housekeeping',
    '`retention.guestNotesDays` after the guest’s last departure',
  ),
  heartbeats: atMost('one a hotel'),
  host_changes: onlyWhile('the hotel has not followed the change'),
  host_cursors: atMost('one a hotel'),
  host_log_reader: atMost('one'),
  host_nights: forgotten('pool-housekeeping', `${records} after the night`),
  host_rooms: atMost('one a room of the PMS'),
  host_write_pace: atMost('one'),
  hotel_settings: atMost('one a hotel'),
  idempotency_keys: forgotten('housekeeping', '24 hours'),
  identity_keys: atMost('one a hotel'),
  job_stops: atMost('one a hotel and kind of job, and one a kind for all'),
  known_database: atMost('one'),
  leaving: atMost('one'),
  mass_edits: atMost('one a hotel'),
  metric_snapshots: atMost('one a part of the state'),
  ota_bookings: goesWith('ota_import_cache'),
  ota_import_cache: forgotten(
    'import-housekeeping',
    `${records} after departure, where it is settled; its texts after \`retention.personalDataDays\``,
  ),
  ota_import_health: atMost('one a hotel'),
  ota_import_log: forgotten('import-statistics', '`import.attemptsKeptDays`, or with its message'),
  ota_import_statistics: forgotten('import-statistics', 'three years'),
  ota_output_parts: forgotten('import-housekeeping', '`retention.personalDataDays` after departure'),
  ota_outputs: goesWith('ota_import_cache'),
  ota_room_codes: forgotten('forget-room-codes', '400 days after it last came'),
  ota_room_type_mappings: atMost('2,000 a hotel'),
  outlooks: atMost('one a hotel'),
  overbooking_allowances: atMost('one a room type'),
  performance_metrics: forgotten('performance-metrics', '35 days'),
  reconciliation_findings: forgotten('reconciliation', '90 days after it is settled'),
  reconciliation_runs: forgotten('reconciliation', '90 days'),
  refused_upgrades: goesWith('booking_plans'),
  room_conflicts: forgotten('pool-housekeeping', '30 days after it is settled'),
  room_hierarchy_rules: atMost('one a hotel'),
  room_nights: goesWith('booking_plans'),
  room_type_hierarchy: atMost('one a pair of room types'),
  site_controller_buckets: atMost('one a hotel'),
  stay_holds: onlyWhile('the PMS holds its nights for a stay without a room'),
  stays_not_held: goesWith('booking_plans'),
  stopped_sales: forgotten('pool-housekeeping', 'the night'),
};

/** As docs/schema.md says it. */
export function boundInWords(bound: Bound): string {
  switch (bound.kind) {
    case 'forgotten':
      return `forgotten by \`${bound.by}\` after: ${bound.after}`;
    case 'with':
      return `goes with \`${bound.table}\``;
    case 'at_most':
      return `at most ${bound.rows}`;
    case 'while':
      return `only while ${bound.stands}`;
  }
}
