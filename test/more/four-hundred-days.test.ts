// Sizes stay flat: a hotel with the same bookings every fortnight, past the longest time that anything is kept, with the real nightly jobs.
import { expect } from 'chai';
import { addDays, hotelDate } from '../../plugin/domain/hotel-date.js';
import { expectedTables } from '../../plugin/platform/schema/index.js';
import { type OurTable, tableBounds } from '../../plugin/platform/table-bounds.js';
import { cancellationOf, changeOf, newBooking, single, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { guardsByToken, staffAt } from '../support/staff.js';
import { createWorld, type World } from '../support/world.js';

/** Records are kept for 365 days here, the least there is. What came in the first 400 days is to be gone to as much as comes anew. */
const recordDays = 365;
const firstDay = hotelDate('2023-01-09');
const stepDays = 14;
/** Sizes are compared between these: both later than anything is kept, a message without a stay 100 days longer than others. */
const compared = { from: 476, to: 616 };

const nightly = [
  ...['housekeeping', 'pool-housekeeping', 'import-housekeeping', 'forget-room-codes', 'reconciliation'],
  ...['report-number-gaps', 'import-statistics', 'import-health', 'metric-snapshot', 'performance-metrics'],
];

/** A row a day, for three years. */
const isLonger = (table: OurTable) => table === 'ota_import_statistics';

type Sizes = Record<OurTable, number>;

describe('a hotel that is there for years', function () {
  this.timeout(900_000);
  const database = useDatabase();
  let world: World;
  const largest = Object.fromEntries(expectedTables.map((table) => [table, 0])) as Sizes;
  let atFirst: Sizes;
  let atLast: Sizes;

  async function sizes(): Promise<Sizes> {
    const counts = expectedTables.map(
      (table) => `SELECT '${table}' AS name, CAST(count(*) AS int) AS rows FROM heyawari.${table}`,
    );
    const rows = await world.rows<{ name: OurTable; rows: number }>(counts.join(' UNION ALL '));
    const found = Object.fromEntries(rows.map(({ name, rows: count }) => [name, count])) as Sizes;
    for (const table of expectedTables) largest[table] = Math.max(largest[table], found[table]);
    return found;
  }

  /** Everything that a message may become and that a person may do with it; all is settled at once. */
  async function fortnight(day: string, number: number): Promise<void> {
    const at = (name: string, ahead: number) =>
      ({ checkIn: addDays(hotelDate(day), ahead), bookedOn: day, name: `${name}${number}` }) as const;
    const id = (letter: string) => `${letter}${number}`;
    await world.deliver(
      newBooking(id('STAYS'), at('泊', 2)),
      newBooking(id('GOES'), at('消', 3)),
      newBooking(id('TURNED'), { ...at('変', 4), rooms: [{ ...single, code: 'NO-SUCH' }] }),
    );
    await world.deliver(
      changeOf(id('STAYS'), { ...at('泊', 2), nights: 2 }),
      cancellationOf(id('GOES'), at('消', 3)),
    );
    await world.deliver(newBooking(id('STAYS'), at('泊', 2)));
    const staff = staffAt(world.heyawari, world.hotel.hotelId, 'view', 'operate', 'supervise');
    const open = await staff<{ items: { id: number; version: number }[] }>(
      'get',
      '/imports/messages?bookingNumber=' + id('TURNED'),
    );
    const { id: message, version } = open.body.items[0]!;
    const told = await staff(
      'post',
      `/imports/messages/${message}/resolve`,
      {
        ...{ version, resolution: 'housed_elsewhere', where: '別館', who: '係', note: '満室' },
      },
      id('KEY'),
    );
    expect(told.status, JSON.stringify(told.body)).to.be.below(300);
    await staff('post', '/imports/reconcile');
    for (const job of nightly)
      await world.rows(`INSERT INTO heyawari_jobs.job (name, policy) VALUES ($1, 'standard')`, [job]);
    await world.heyawari.drain();
  }

  before('more than 400 days, fortnight by fortnight', async () => {
    world = await createWorld({
      ...{
        databaseUrl: database.url(),
        rooms: singles('101', '102', '103'),
        start: `${firstDay}T09:00:00+09:00`,
      },
      settings: { retention: { personalDataDays: 30, recordDays }, import: { attemptsKeptDays: recordDays } },
      auth: guardsByToken,
    });
    database.onEnd(() => world.stop());
    for (let days = 0; days <= compared.to; days += stepDays) {
      const day = addDays(firstDay, days);
      await world.advanceTo(day, 9);
      await fortnight(day, days);
      if (days === compared.from) atFirst = await sizes();
    }
    atLast = await sizes();
  });

  it('has as many rows in each table later as before', () => {
    const grown = expectedTables.filter(
      (table) => !isLonger(table) && atLast[table] > Math.max(atFirst[table] * 1.05, atFirst[table] + 3),
    );
    expect(
      grown.map((table) => `${table}: ${atFirst[table]}, then ${atLast[table]}`),
      'tables that grow',
    ).to.deep.equal([]);
  });

  it('has tried it on all tables whose rows are forgotten', () => {
    const untouched = expectedTables.filter(
      (table) => ['forgotten', 'with'].includes(tableBounds[table].kind) && largest[table] === 0,
    );
    // Nobody but the import books in the PMS here, nobody edits there, notes a guest's rooms, refuses an upgrade, has nights held or stops a sale.
    expect(untouched).to.deep.equal([
      ...['guest_room_note_keys', 'guest_room_notes'],
      ...['host_nights', 'reconciliation_findings', 'refused_upgrades', 'room_conflicts', 'stays_not_held'],
      'stopped_sales',
    ]);
  });
});
