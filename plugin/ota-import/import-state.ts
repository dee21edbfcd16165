// How the import of each hotel stands, for the metrics of every process.
import { type OperatorClass, operatorClasses, operatorClassOf } from '../domain/import-failure.js';
import type { Sql } from '../platform/database/index.js';
import {
  byHotel,
  type Reading,
  secondsOf,
  type State,
  type StateFamilies,
} from '../platform/snapshot/index.js';
import { openStatuses } from './ledger/transitions.js';
import { type Verdict, verdicts } from './reporting/verdict.js';

const hotel = 'open';

export const importStateFamilies = {
  unsettled: {
    type: 'gauge',
    name: 'heyawari_ota_unsettled_messages',
    help: 'Messages that are not settled: to be read, waiting to be applied or tried again, or failed.',
    labels: { hotel, status: openStatuses },
  },
  oldestUnsettled: {
    type: 'gauge',
    name: 'heyawari_ota_oldest_unsettled_timestamp_seconds',
    help: 'When the oldest message came that is not settled; no series where all are.',
    labels: { hotel },
  },
  failed: {
    type: 'gauge',
    name: 'heyawari_ota_failed_messages',
    help: 'Messages that only a person or a later message ends, by class of failure; needs_person: somebody must decide.',
    labels: { hotel, class: operatorClasses },
  },
  oldestFailed: {
    type: 'gauge',
    name: 'heyawari_ota_oldest_failed_message_timestamp_seconds',
    help: 'When the oldest of them came; no series where there is none.',
    labels: { hotel, class: operatorClasses },
  },
  oldestUnconfirmed: {
    type: 'gauge',
    name: 'heyawari_ota_oldest_unconfirmed_timestamp_seconds',
    help: 'When the oldest output came that is not confirmed yet; no series where all are.',
    labels: { hotel },
  },
  lastFetch: {
    type: 'gauge',
    name: 'heyawari_ota_last_fetch_timestamp_seconds',
    help: 'When the site controller last answered properly for the hotel, to any process; no series before it ever has.',
    labels: { hotel },
  },
  circuitOpened: {
    type: 'gauge',
    name: 'heyawari_ota_circuit_opened_timestamp_seconds',
    help: 'Since when the site controller fails for the hotel, so that it is only probed now and then; no series while it does not.',
    labels: { hotel },
  },
  fetchingHeld: {
    type: 'gauge',
    name: 'heyawari_ota_fetching_held',
    help: '1 where nothing is fetched for the hotel, since the database was restored and no person has let it go on; else 0.',
    labels: { hotel },
  },
  verdict: {
    type: 'gauge',
    name: 'heyawari_ota_import_verdict',
    help: 'How the import of the hotel does: 0 good, 1 less well than it should (degraded), 2 needs somebody at once (bad).',
    labels: { hotel },
  },
} as const satisfies StateFamilies;

interface HotelRow {
  readonly hotel: number;
  readonly lastFetch: number | null;
  readonly circuitOpened: number | null;
  readonly held: number;
  readonly oldestUnconfirmed: number | null;
  readonly verdict: Verdict | null;
}

interface MessagesRow {
  readonly hotel: number;
  readonly status: string;
  readonly code: string | null;
  readonly count: number;
  readonly oldest: number;
}

/** Hotels that are fetched for, or of which anything is open: the others have nothing to tell. */
const readHotels = (sql: Sql) =>
  sql.rows<HotelRow>(
    `WITH unconfirmed AS (SELECT hotel_id, min(received_at) AS oldest FROM heyawari.ota_outputs
                           WHERE confirmation = 'pending' GROUP BY hotel_id)
     SELECT hotel_id AS hotel, ${secondsOf('b.last_success_at')} AS "lastFetch", ${secondsOf('b.opened_at')} AS "circuitOpened",
            CASE WHEN h.hotel_id IS NULL THEN 0 ELSE 1 END AS held, ${secondsOf('u.oldest')} AS "oldestUnconfirmed",
            v.verdict
       FROM heyawari.site_controller_buckets b
       FULL JOIN unconfirmed u USING (hotel_id)
       FULL JOIN heyawari.fetch_holds h USING (hotel_id)
       FULL JOIN heyawari.ota_import_health v USING (hotel_id)`,
  );

/** Written out: bound values are not seen to be those of the index. */
const open = openStatuses.map((status) => `'${status}'`).join(', ');

/** What is open is little, and has an index of its own. */
const readMessages = (sql: Sql) =>
  sql.rows<MessagesRow>(
    `SELECT hotel_id AS hotel, status, failure_code AS code, CAST(count(*) AS int) AS count,
            ${secondsOf('min(received_at)')} AS oldest
       FROM heyawari.ota_import_cache WHERE status IN (${open})
      GROUP BY hotel_id, status, failure_code`,
  );

const sum = (rows: readonly MessagesRow[]) => rows.reduce((total, { count }) => total + count, 0);
const oldest = (rows: readonly MessagesRow[]) =>
  rows.length > 0 ? Math.min(...rows.map((row) => row.oldest)) : undefined;

const reading = (labels: Reading['labels'], value: number | undefined): Reading[] =>
  value === undefined ? [] : [{ labels, value }];

/** Of one hotel: 0 of what there is none of, so that a rule hears of the first. */
function messageReadings(hotel: string, rows: readonly MessagesRow[]) {
  const failed = (name: OperatorClass) =>
    rows.filter(({ status, code }) => status === 'failed' && operatorClassOf(code) === name);
  return {
    unsettled: openStatuses.flatMap((status) =>
      reading({ hotel, status }, sum(rows.filter((row) => row.status === status))),
    ),
    oldestUnsettled: reading({ hotel }, oldest(rows)),
    failed: operatorClasses.flatMap((name) => reading({ hotel, class: name }, sum(failed(name)))),
    oldestFailed: operatorClasses.flatMap((name) => reading({ hotel, class: name }, oldest(failed(name)))),
  };
}

export const importState: State<typeof importStateFamilies> = {
  part: 'import',
  families: importStateFamilies,
  async read(sql) {
    const hotels = await readHotels(sql);
    const messages = Map.groupBy(await readMessages(sql), ({ hotel }) => hotel);
    const ids = new Set([...hotels.map(({ hotel }) => hotel), ...messages.keys()]);
    const each = [...ids].map((id) => messageReadings(String(id), messages.get(id) ?? []));
    return {
      unsettled: each.flatMap(({ unsettled }) => unsettled),
      oldestUnsettled: each.flatMap(({ oldestUnsettled }) => oldestUnsettled),
      failed: each.flatMap(({ failed }) => failed),
      oldestFailed: each.flatMap(({ oldestFailed }) => oldestFailed),
      oldestUnconfirmed: byHotel(hotels, (row) => row.oldestUnconfirmed),
      lastFetch: byHotel(hotels, (row) => row.lastFetch),
      circuitOpened: byHotel(hotels, (row) => row.circuitOpened),
      fetchingHeld: byHotel(hotels, (row) => row.held),
      verdict: byHotel(hotels, ({ verdict }) => (verdict ? verdicts.indexOf(verdict) : undefined)),
    };
  },
};
