// What the reconciliation has found and nobody has seen to, for the metrics of every process.
import type { State, StateFamilies } from '../../platform/snapshot/index.js';
import { findingKinds } from './findings.js';

export const findingStateFamilies = {
  open: {
    type: 'gauge',
    name: 'heyawari_reconciliation_open_findings',
    help: 'What messages, the PMS and our plans say differently, or numbers that an agency has skipped, and nobody has seen to.',
    labels: { hotel: 'open', kind: findingKinds },
  },
} as const satisfies StateFamilies;

interface Row {
  readonly hotel: number;
  readonly kind: string;
  readonly count: number;
}

/** Of hotels that are fetched for, or of which something is open. */
export const findingState: State<typeof findingStateFamilies> = {
  part: 'reconciliation',
  families: findingStateFamilies,
  async read(sql) {
    const rows = await sql.rows<Row>(
      `SELECT h.hotel_id AS hotel, CAST(k.kind AS text) AS kind, CAST(count(f.hotel_id) AS int) AS count
         FROM (SELECT hotel_id FROM heyawari.site_controller_buckets
                UNION SELECT hotel_id FROM heyawari.reconciliation_findings WHERE state = 'open') h
        CROSS JOIN unnest(CAST(:kinds AS text[])) AS k(kind)
         LEFT JOIN heyawari.reconciliation_findings f ON f.hotel_id = h.hotel_id AND f.kind = k.kind AND f.state = 'open'
        GROUP BY h.hotel_id, k.kind`,
      { kinds: [...findingKinds] },
    );
    return {
      open: rows.map(({ hotel, kind, count }) => ({ labels: { hotel: String(hotel), kind }, value: count })),
    };
  },
};
