// At the start, and whenever somebody asks: can this process open what is stored?
import { hotelId } from '../../domain/ids.js';
import { InstallationFault } from '../../domain/installation-fault.js';
import type { Sql } from '../database/index.js';
import type { Cipher } from './cipher.js';

/**
 * Every place where sealed bytes are kept; a test holds it against the schema. With an `id`, which tells a hotel's rows apart, where each
 * is sealed anew by itself.
 */
export const sealedColumns = [
  { table: 'ota_outputs', key: 'key_id', bytes: 'sealed_body', id: 'id' },
  { table: 'ota_output_parts', key: 'key_id', bytes: 'sealed_part' },
  { table: 'ota_import_cache', key: 'key_id', bytes: 'sealed_xml', id: 'id' },
  { table: 'ota_import_cache', key: 'report_key_id', bytes: 'sealed_report', id: 'id' },
  { table: 'ota_import_cache', key: 'edited_key_id', bytes: 'sealed_edited', id: 'id' },
  { table: 'ota_import_log', key: 'note_key_id', bytes: 'sealed_note', id: 'id' },
  { table: 'booking_plans', key: 'booker_key_id', bytes: 'sealed_booker', id: 'id' },
  { table: 'guest_room_notes', key: 'note_key_id', bytes: 'sealed_note', id: 'id' },
  { table: 'identity_keys', key: 'key_id', bytes: 'sealed_key', id: 'hotel_id' },
  { table: 'idempotency_keys', key: 'answer_key_id', bytes: 'answer' },
] as const;

/** Each to be sealed anew by itself. Answers of commands last a day; the parts of a body are sealed anew together (ota-import/ledger). */
export const resealedColumns = sealedColumns.filter((column) => 'id' in column);

interface KeyUse {
  readonly key_id: string;
  readonly rows: number;
  readonly hotel_id: number;
  /** A sample. */
  readonly bytes: Buffer;
}

type Column = (typeof sealedColumns)[number];

/** By key id: how many rows it sealed, and the newest of them. */
const keysUsedIn = (sql: Sql, { table, key, bytes }: Column) =>
  sql.rows<KeyUse>(
    `SELECT used.key_id, used.rows, sample.hotel_id, sample.bytes
       FROM (SELECT ${key} AS key_id, CAST(count(*) AS integer) AS rows FROM heyawari.${table}
              WHERE ${key} IS NOT NULL GROUP BY 1) AS used
      CROSS JOIN LATERAL (SELECT hotel_id, ${bytes} AS bytes FROM heyawari.${table}
                           WHERE ${key} = used.key_id AND ${bytes} IS NOT NULL LIMIT 1) AS sample`,
  );

function opens(cipher: Cipher, { key_id, hotel_id, bytes }: KeyUse): boolean {
  try {
    cipher.open(hotelId(hotel_id), { keyId: key_id, bytes });
    return true;
  } catch {
    return false;
  }
}

const setting = 'encryptionKeys (environment HEYAWARI_ENCRYPTION_KEYS)';

function sentenceOf(problem: 'key_missing' | 'key_mismatch', uses: ReadonlyMap<string, readonly string[]>) {
  const keys = [...uses].map(([id, places]) => `"${id}" (${places.join(', ')})`).join(', ');
  return problem === 'key_missing'
    ? `rows are sealed with keys that this process does not have: ${keys}. Add them to ${setting}; until then these messages wait.`
    : `rows do not open with the key of their id: ${keys}. Another key stands under that id in ${setting}, or the rows are damaged; until then these messages wait.`;
}

/**
 * Looks at every key id that stored rows name, and opens one row of each. Answers with one fault for keys that are missing and one for keys
 * that do not open their rows. Reads each table once, so it is for the start, not for a scrape.
 */
export async function keyFaults(sql: Sql, cipher: Cipher): Promise<InstallationFault[]> {
  const problems = {
    key_missing: new Map<string, string[]>(),
    key_mismatch: new Map<string, string[]>(),
  };
  for (const column of sealedColumns) {
    for (const use of await keysUsedIn(sql, column)) {
      const missing = !cipher.keyIds.includes(use.key_id);
      if (!missing && opens(cipher, use)) continue;
      const places = problems[missing ? 'key_missing' : 'key_mismatch'];
      places.set(use.key_id, [...(places.get(use.key_id) ?? []), `${use.rows} in ${column.table}`]);
    }
  }
  return (['key_missing', 'key_mismatch'] as const).flatMap((code) => {
    const uses = problems[code];
    if (uses.size === 0) return [];
    return [new InstallationFault(code, sentenceOf(code, uses), { keys: [...uses.keys()].join(', ') })];
  });
}
