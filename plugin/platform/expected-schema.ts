// What this build expects to find in the schema `heyawari`. A new migration adds its name and its tables here; a test compares.

/** In order of application, without `.ts`. A migration that older builds cannot live with has `breaking` in its name. */
export const expectedMigrations = [
  '001_events',
  '002_idempotency_keys',
  '003_audit_log',
  '010_hotel_settings',
  '011_ota_outputs',
  '012_ota_import_cache',
  '013_site_controller_buckets',
  '014_room_type_hierarchy',
  '015_booking_plans',
  '016_nights',
  '017_assignment_runs',
  '018_room_type_hierarchy_rules',
  '019_room_type_hierarchy_guard',
  '020_booking_plans_by_arrival',
  '021_outlooks',
  '024_host_pace_lanes',
] as const;

export const expectedTables = [
  'assignment_runs',
  'audit_log',
  'booking_plan_history',
  'booking_plans',
  'events',
  'host_cursors',
  'host_nights',
  'host_write_pace',
  'hotel_settings',
  'idempotency_keys',
  'ota_import_cache',
  'ota_import_log',
  'ota_outputs',
  'outlooks',
  'room_hierarchy_rules',
  'room_nights',
  'room_type_hierarchy',
  'site_controller_buckets',
] as const;
