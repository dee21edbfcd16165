// Whether this database is a PMS we know, and whether we may do with its tables what we do: columns and rights that we need.
import {
  grantsFor,
  missingRights,
  type NeededRights,
  type Sql,
  type TableRight,
} from '../../platform/database/index.js';

interface NeededTable {
  /** What we read and write of it ourselves. */
  readonly columns: readonly string[];
  /** Ours, and those of the PMS's functions and triggers, which work in our name. */
  readonly rights: readonly TableRight[];
}

const schema = 'public';

const needed: Readonly<Record<string, NeededTable>> = {
  hotels: { columns: ['id', 'name'], rights: ['SELECT'] },
  rooms: {
    columns: [
      ...['hotel_id', 'id', 'room_type_id', 'floor', 'room_number', 'capacity', 'smoking', 'for_sale'],
      ...['is_staff_room', 'assignment_priority'],
    ],
    rights: ['SELECT'],
  },
  room_types: { columns: ['hotel_id', 'id', 'name'], rights: ['SELECT'] },
  reservations: {
    columns: [
      ...['hotel_id', 'id', 'status', 'type', 'check_in', 'check_out', 'ota_reservation_id', 'agent'],
      ...['reservation_client_id', 'created_by'],
      ...['check_in_time', 'check_out_time', 'comment', 'has_important_comment'],
    ],
    rights: ['SELECT', 'INSERT', 'UPDATE'],
  },
  reservation_details: {
    columns: [
      ...['hotel_id', 'id', 'reservation_id', 'date', 'room_id', 'cancelled', 'billable'],
      ...['number_of_people', 'price'],
    ],
    rights: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  },
  reservation_payments: {
    columns: ['hotel_id', 'id', 'reservation_id', 'room_id', 'created_by'],
    rights: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  },
  reservation_addons: {
    columns: ['hotel_id', 'id', 'reservation_detail_id'],
    rights: ['SELECT', 'INSERT', 'UPDATE'],
  },
  reservation_parking: {
    columns: ['hotel_id', 'id', 'reservation_details_id', 'cancelled'],
    rights: ['SELECT', 'INSERT', 'UPDATE'],
  },
  clients: {
    columns: ['id', 'name', 'name_kana', 'name_kanji', 'phone', 'email', 'legal_or_natural_person'],
    rights: ['SELECT', 'INSERT'],
  },
  sc_tl_rooms: {
    columns: ['hotel_id', 'room_type_id', 'netagtrmtypecode', 'rmtypecode', 'netrmtypegroupcode'],
    rights: ['SELECT', 'INSERT', 'DELETE'],
  },
  sc_user_info: { columns: ['hotel_id', 'name', 'user_id', 'password'], rights: ['SELECT'] },
  logs_reservation: {
    columns: ['id', 'table_name', 'action', 'record_id', 'changes'],
    rights: ['SELECT', 'INSERT'],
  },
  ota_reservation_queue: {
    columns: ['hotel_id', 'ota_reservation_id', 'transaction_id', 'reservation_data', 'status'],
    rights: ['SELECT', 'INSERT', 'UPDATE'],
  },
  xml_responses: { columns: ['hotel_id', 'name', 'response'], rights: ['INSERT'] },
};

/** What the PMS's functions and triggers use, and we read beside them. A PMS may do without one of these tables. */
const ofItsFunctions: Readonly<Record<string, readonly TableRight[]>> = {
  reservation_rates: ['SELECT', 'INSERT', 'UPDATE'],
  reservation_clients: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  addresses: ['SELECT', 'INSERT'],
  logs_clients: ['INSERT'],
  parking_lots: ['SELECT'],
  parking_spots: ['SELECT'],
  sc_tl_plans: ['SELECT'],
  plans_hotel: ['SELECT'],
  plan_addons: ['SELECT'],
  tax_info: ['SELECT'],
};

const tables: Readonly<Record<string, readonly TableRight[]>> = {
  ...Object.fromEntries(Object.entries(needed).map(([table, { rights }]) => [table, rights])),
  ...ofItsFunctions,
};

/** On the PMS's tables. */
export const neededRights: NeededRights = { schema, tables };

async function missingColumns(sql: Sql): Promise<string[]> {
  const columns = await sql.rows<{ name: string }>(
    `SELECT c.relname || '.' || a.attname AS name
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = to_regnamespace(:schema) AND c.relname = ANY(:tables)`,
    { schema, tables: Object.keys(needed) },
  );
  const present = new Set(columns.map(({ name }) => name));
  const absent: string[] = [];
  const found = Object.entries(needed).flatMap(([table, { columns: names }]) => {
    const missing = names.filter((name) => !present.has(`${table}.${name}`));
    if (missing.length === 0) return [];
    if (missing.length < names.length)
      return [
        `The PMS table "${table}" lacks ${missing.join(', ')}: this version of the PMS is not supported.`,
      ];
    absent.push(`"${table}"`);
    return [];
  });
  if (absent.length === 0) return found;
  // One sentence: where it is another database, all of them are missing for one reason.
  const which = absent.length === 1 ? `table ${absent[0]} is` : `tables ${absent.join(', ')} are`;
  return [`The PMS ${which} not there: check that this is the database of the PMS.`, ...found];
}

const functions = ['addOTAReservation', 'editOTAReservation', 'cancelOTAReservation'] as const;

/** What the PMS's `models/reservations` lacks, a sentence each; of a PMS whose functions are not at hand nothing is asked. */
export function functionProblems(reservations: unknown): string[] {
  const has = (name: string) =>
    typeof reservations === 'object' &&
    reservations !== null &&
    typeof (reservations as Record<string, unknown>)[name] === 'function';
  const missing = functions.filter((name) => !has(name));
  if (missing.length === 0) return [];
  return [
    `The PMS's models/reservations has no function ${missing.join(', ')}: this version of the PMS is not supported.`,
  ];
}

/** What is missing, a sentence each; empty where the plugin can run. */
export async function problems(sql: Sql): Promise<string[]> {
  const missing = await missingRights(sql, neededRights);
  if (missing.length === 0) return missingColumns(sql);
  const role = await sql.row<{ name: string }>('SELECT quote_ident(current_user) AS name');
  return [
    ...(await missingColumns(sql)),
    `The role ${role!.name} may not do with the PMS's tables what the import and the pool do: ${grantsFor(missing, role!.name)}`,
  ];
}
