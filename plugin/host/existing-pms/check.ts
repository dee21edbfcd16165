// Whether this database is a PMS we know: the tables and columns we read and write.
import type { Sql } from '../../platform/database/index.js';

const needed: Readonly<Record<string, readonly string[]>> = {
  hotels: ['id', 'name'],
  rooms: [
    ...[
      'hotel_id',
      'id',
      'room_type_id',
      'floor',
      'room_number',
      'capacity',
      'smoking',
      'for_sale',
      'is_staff_room',
    ],
    'assignment_priority',
  ],
  room_types: ['hotel_id', 'id', 'name'],
  reservations: [
    'hotel_id',
    'id',
    'status',
    'check_in',
    'check_out',
    'ota_reservation_id',
    'reservation_client_id',
  ],
  reservation_details: [
    'hotel_id',
    'id',
    'reservation_id',
    'date',
    'room_id',
    'cancelled',
    'billable',
    'number_of_people',
    'price',
  ],
  reservation_payments: ['hotel_id', 'reservation_id', 'room_id', 'created_by'],
  reservation_addons: ['hotel_id', 'reservation_detail_id'],
  reservation_parking: ['hotel_id', 'reservation_details_id', 'cancelled'],
  clients: ['id', 'name', 'name_kana', 'name_kanji'],
  sc_tl_rooms: ['hotel_id', 'room_type_id', 'netagtrmtypecode', 'rmtypecode', 'netrmtypegroupcode'],
  sc_user_info: ['hotel_id', 'name', 'user_id', 'password'],
  logs_reservation: ['id', 'table_name', 'action', 'record_id', 'changes'],
  ota_reservation_queue: ['hotel_id', 'ota_reservation_id', 'transaction_id', 'reservation_data', 'status'],
  xml_responses: ['hotel_id', 'name', 'response'],
};

/** What is missing, a sentence each; empty where the plugin can run. */
export async function problems(sql: Sql): Promise<string[]> {
  const columns = await sql.rows<{ table_name: string; column_name: string }>(
    `SELECT table_name, column_name FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = ANY(:tables)`,
    { tables: Object.keys(needed) },
  );
  const present = new Set(columns.map((column) => `${column.table_name}.${column.column_name}`));
  return Object.entries(needed).flatMap(([table, names]) => {
    const missing = names.filter((name) => !present.has(`${table}.${name}`));
    if (missing.length === 0) return [];
    if (missing.length === names.length)
      return [
        `The PMS table "${table}" is not there, or this role may not see it: check the database and grant SELECT.`,
      ];
    return [
      `The PMS table "${table}" lacks ${missing.join(', ')}: this version of the PMS is not supported.`,
    ];
  });
}
