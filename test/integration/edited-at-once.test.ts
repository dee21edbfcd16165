// Many bookings that differ at once from what the import left of them: a migration or a mass change, told once, until few of them are left.
import { expect } from 'chai';
import { PassThrough } from 'node:stream';
import { createLogger, format, transports } from 'winston';
import { hotelId } from '../../plugin/domain/ids.js';
import { lookForMassEdits, type MassEditParts } from '../../plugin/ota-import/index.js';
import { createDatabase } from '../../plugin/platform/database/index.js';
import { changeOf, newBooking, single, singles } from '../support/bookings.js';
import { clerk } from '../support/clerk-edits.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';
import { createWorld, type World } from '../support/world.js';

const system = 1;

interface Told {
  readonly verdict: string;
  readonly reasons: readonly {
    readonly severity: string;
    readonly reason: {
      readonly key: string;
      readonly params: object;
      readonly text: { readonly ja: string };
    };
  }[];
}

describe('bookings edited at once', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const lines: string[] = [];
  let world: World;
  let records: Records;
  let staff: Staff;

  before(async () => {
    const stream = new PassThrough().on('data', (line: Buffer) => lines.push(line.toString('utf8')));
    const logger = createLogger({ format: format.json(), transports: [new transports.Stream({ stream })] });
    const rooms = singles('101', '102', '103', '104');
    world = await createWorld({ databaseUrl: database.url(), rooms, auth: guardsByToken, logger });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
    staff = staffAt(world.heyawari, world.hotel.hotelId, 'view', 'operate');
  });

  const day = (i: number) =>
    new Date(Date.UTC(2027, 1, 1 + 3 * Math.floor(i / 4))).toISOString().slice(0, 10);
  const numbersOf = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i}`);
  const change = (number: string, i: number) =>
    changeOf(number, { checkIn: day(i), name: number, rooms: [{ ...single, pricePerNight: 8200 }] });
  const rename = (name: string, plan: string, by: number) =>
    world.rows(
      `UPDATE reservation_details d SET plan_name = $2, updated_by = ${by} FROM reservations r
        WHERE r.hotel_id = d.hotel_id AND r.id = d.reservation_id AND r.ota_reservation_id LIKE $1 || '%'`,
      [name, plan],
    );
  const look = async () => {
    for (const name of ['mass-edits', 'import-health'])
      await world.rows(`INSERT INTO heyawari_jobs.job (name, policy) VALUES ($1, 'standard')`, [name]);
    await world.heyawari.drain();
  };
  const told = async (page: 'health' | 'dashboard') => (await staff<Told>('get', `/imports/${page}`)).body;
  const alerts = async () =>
    (await told('dashboard')).reasons.filter(({ reason }) => reason.key === 'import.health.mass_edit');
  const errors = () => lines.filter((line) => line.includes('edited at once: none is held')).length;

  const names = numbersOf('MASS', 24);

  it('are no alert as long as a clerk has edited a few', async () => {
    await world.deliver(...names.map((number, i) => newBooking(number, { checkIn: day(i), name: number })));
    await rename('MASS1', 'renamed by a clerk', clerk);
    await look();
    expect(await alerts()).to.deep.equal([]);
  });

  it('are told of with the first message that would be held, once, however many follow', async () => {
    await rename('MASS', 'renamed', clerk);
    await world.deliver(change('MASS0', 0));
    expect(await records.message('MASS0-2')).to.equal('imported');
    const [alert, ...others] = await alerts();
    expect(others).to.deep.equal([]);
    expect(alert!.severity).to.equal('degraded');
    expect(alert!.reason.params).to.deep.equal({ bookings: 23, looked: 23, share: 100 });
    expect(alert!.reason.text.ja).to.contain('23件（100％）');
    await world.deliver(change('MASS1', 1), change('MASS2', 2));
    expect(errors()).to.equal(1);
  });

  it('turn the verdict on the import', async () => {
    await look();
    const { verdict, reasons } = await told('health');
    expect(verdict).to.equal('degraded');
    expect(reasons.map(({ reason }) => reason.params)).to.deep.equal([
      { bookings: 21, looked: 24, share: 88 },
    ]);
    expect(await world.metric('heyawari_ota_import_verdict')).to.equal(1);
  });

  it('are none any more, by themselves, when few of them are left, and the last are held for nothing', async () => {
    await world.deliver(change('MASS3', 3), change('MASS4', 4));
    await look();
    expect(await alerts()).to.deep.equal([]);
    await world.deliver(change('MASS5', 5));
    expect(await records.message('MASS5-2')).to.equal('imported');
    expect(await alerts()).to.deep.equal([]);
    expect(errors()).to.equal(1);
  });

  it('are told of before any message comes, also where the PMS’s system wrote them', async () => {
    const own = numbersOf('OWN', 22);
    await world.deliver(
      ...own.map((number, i) => newBooking(number, { checkIn: day(100 + i), name: number })),
    );
    await rename('OWN', 'migrated', system);
    await look();
    expect((await alerts()).map(({ reason }) => reason.params)).to.deep.equal([
      { bookings: 22, looked: 46, share: 48 },
    ]);
    expect(errors()).to.equal(2);
    await look();
    expect(errors()).to.equal(2);
  });

  it('are held for nothing where the PMS’s system wrote them and took rows away', async () => {
    const gone = numbersOf('GONE', 24);
    await world.deliver(
      ...gone.map((number, i) => newBooking(number, { checkIn: day(200 + i), name: number })),
    );
    await rename('GONE', 'migrated', system);
    await world.rows(
      `DELETE FROM reservation_rates k USING reservation_details d, reservations r
        WHERE d.hotel_id = k.hotel_id AND d.id = k.reservation_details_id AND r.hotel_id = d.hotel_id AND r.id = d.reservation_id
          AND r.ota_reservation_id LIKE 'GONE%'`,
    );
    await world.deliver(
      changeOf('GONE0', { checkIn: day(200), name: 'GONE0', rooms: [{ ...single, pricePerNight: 8200 }] }),
    );
    expect(await records.message('GONE0-2')).to.equal('imported');
  });

  it('are told of as long as nothing can be compared, since the hotel’s key does not open', async () => {
    const standing = await alerts();
    expect(standing).to.have.length(1);
    const told = () => expect.fail('something was told');
    const platform = {
      ...{ database: createDatabase(database.pool()), clock: world.clock },
      ...{ events: { record: told }, logger: { error: told, info: told } },
    } as unknown as MassEditParts['platform'];
    const host = { reservationStates: told, editedAt: told };
    const identityKeys = { rowKey: () => Promise.resolve(undefined) };
    await lookForMassEdits({ platform, host, identityKeys }, hotelId(world.hotel.hotelId));
    expect(await alerts()).to.deep.equal(standing);
  });
});
