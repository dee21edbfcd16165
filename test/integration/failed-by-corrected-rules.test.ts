// What an older build had given up by rules since corrected is tried once more after the migration; everything else stays as it was.
import { expect } from 'chai';
import knex, { type Knex } from 'knex';
import { migrations } from '../../knexfile.js';
import { useDatabase } from '../support/database.js';

interface Old {
  readonly dataId?: string;
  readonly kind?: 'new' | 'change' | 'cancellation';
  readonly booking?: string;
  readonly checkIn?: string;
  readonly status: string;
  readonly code?: string;
  readonly params?: object;
}

describe('messages that an older build had given up', () => {
  const database = useDatabase('empty');
  let db: Knex;
  const query = async <T>(statement: string, values: unknown[] = []) =>
    (await db.raw<{ rows: T[] }>(statement, values as never)).rows;

  before(async () => {
    db = knex({ client: 'pg', connection: database.url(), pool: { min: 0, max: 1 } });
    database.onEnd(() => db.destroy());
    await db.raw('CREATE SCHEMA heyawari');
    for (let at = ''; !at.startsWith('021');) {
      const [, [applied]] = (await db.migrate.up(migrations)) as [number, string[]];
      at = applied!.split('/').at(-1)!;
    }
    await db.raw(
      `INSERT INTO heyawari.ota_outputs (hotel_id, body_hash, key_id, sealed_body, complete, message_count, received_at, confirmation)
       VALUES (1, '', 'a', '', true, 0, '2026-10-01', 'confirmed')`,
    );
    const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const rows: Old[] = [
      { status: 'failed', code: 'unexpected' },
      { status: 'failed', code: 'unexpected', dataId: 'read', kind: 'new', booking: 'A', checkIn: soon },
      {
        status: 'failed',
        code: 'unexpected',
        dataId: 'past',
        kind: 'new',
        booking: 'B',
        checkIn: '2026-01-01',
      },
      {
        ...{ status: 'failed', code: 'database_error', params: { code: '53100' } },
        ...{ dataId: 'disk', kind: 'new', booking: 'C', checkIn: soon },
      },
      {
        ...{ status: 'failed', code: 'database_error', params: { code: '23514' } },
        ...{ dataId: 'own', kind: 'new', booking: 'D', checkIn: soon },
      },
      { status: 'failed', code: 'booking_unknown', dataId: 'late', kind: 'cancellation', booking: 'E' },
      { status: 'imported', dataId: 'came', kind: 'new', booking: 'E', checkIn: soon },
      { status: 'failed', code: 'booking_unknown', dataId: 'orphan', kind: 'cancellation', booking: 'F' },
      {
        status: 'failed',
        code: 'name_missing',
        dataId: 'nameless',
        kind: 'new',
        booking: 'G',
        checkIn: soon,
      },
    ];
    for (const [position, row] of rows.entries())
      await query(
        `INSERT INTO heyawari.ota_import_cache (hotel_id, output_id, position, content_hash, key_id, sealed_xml, received_at,
           data_id, kind, booking_number, check_in, status, failure_class, failure_code, failure_params, attempts)
         SELECT 1, id, ?, '', 'a', '', received_at, ?, ?, ?, ?, ?, CASE WHEN ?::text IS NULL THEN NULL ELSE 'system_error' END, ?, ?, 8
           FROM heyawari.ota_outputs`,
        [
          ...[position, row.dataId ?? null, row.kind ?? null, row.booking ?? null, row.checkIn ?? null],
          ...[row.status, row.code ?? null, row.code ?? null, row.params ? JSON.stringify(row.params) : null],
        ],
      );
    await db.migrate.latest(migrations);
  });

  const due = () =>
    query<{ id: string | null; status: string }>(
      'SELECT data_id AS id, status FROM heyawari.ota_import_cache WHERE next_attempt_at <= now() ORDER BY position',
    );

  it('are tried once more where a key, the installation or the lateness of a booking was the reason', async () => {
    expect(await due()).to.deep.equal([
      { id: null, status: 'received' },
      { id: 'read', status: 'retrying' },
      { id: 'disk', status: 'retrying' },
      { id: 'late', status: 'waiting' },
    ]);
  });

  it('keep their tries, so that the same fault gives them up again', async () => {
    const attempts = await query('SELECT DISTINCT attempts FROM heyawari.ota_import_cache');
    expect(attempts).to.deep.equal([{ attempts: 8 }]);
  });

  it('stay as they are on the way back', async () => {
    const before = await due();
    for (let at = ''; !at.startsWith('030');) {
      const [, [undone]] = (await db.migrate.down(migrations)) as [number, string[]];
      at = undone!.split('/').at(-1)!;
    }
    expect(await due()).to.deep.equal(before);
    await db.migrate.latest(migrations);
  });
});
