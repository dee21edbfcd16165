// What the PMS's own import does to bookings (docs/import.md lists the harms by these numbers): each shown with the PMS alone, and gone with the
// plugin in its place.
import { expect } from 'chai';
import { functionsWired, type OneImport, pluginMounted, pmsAlone } from '../support/imports-compared.js';
import type { BookingMessage } from '../support/booking-message.js';
import { useDatabase } from '../support/database.js';
import { singles } from '../support/bookings.js';

const booking = (number: string, more: BookingMessage = {}): BookingMessage => ({
  bookingNumber: number,
  dataId: `${number}-1`,
  ...more,
});

const cannotBeWritten = (number: string, more: BookingMessage = {}) =>
  booking(number, { rooms: [{ code: 'NO-SUCH-CODE' }], ...more });

interface Stay {
  readonly number: string;
  readonly status: string;
  readonly rooms: readonly string[];
  readonly price: number;
}

/** What the PMS holds, by booking number: a doubled booking is there twice. */
const stays = (side: OneImport): Promise<Stay[]> =>
  side.rows<Stay>(
    `SELECT r.ota_reservation_id AS number, r.status, CAST(sum(d.price) AS int) AS price,
            array_agg(DISTINCT o.room_number) FILTER (WHERE d.cancelled IS NULL) AS rooms
       FROM reservations r JOIN reservation_details d ON d.hotel_id = r.hotel_id AND d.reservation_id = r.id
       JOIN rooms o ON o.hotel_id = d.hotel_id AND o.id = d.room_id
      WHERE r.hotel_id = $1 GROUP BY r.id, r.ota_reservation_id, r.status, r.created_at ORDER BY 1, r.created_at`,
    [side.hotel.hotelId],
  );

const numbers = async (side: OneImport) => (await stays(side)).map(({ number }) => number);

const queue = (side: OneImport) =>
  side.rows<{ id: string; status: string; why: unknown }>(
    `SELECT transaction_id AS id, status, conflict_details AS why FROM ota_reservation_queue
      WHERE hotel_id = $1 ORDER BY 1`,
    [side.hotel.hotelId],
  );

const occupied = async (side: OneImport): Promise<number> => {
  const [row] = await side.rows<{ nights: number }>(
    `SELECT CAST(count(*) AS int) AS nights FROM reservation_details
      WHERE hotel_id = $1 AND cancelled IS NULL`,
    [side.hotel.hotelId],
  );
  return row!.nights;
};

/** Does `work` while these tables refuse rows for which `condition` holds. */
async function whileRefusing<T>(
  side: OneImport,
  tables: readonly string[],
  condition: string,
  work: () => Promise<T>,
): Promise<T> {
  await side.rows(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused by the test'; END $$`,
  );
  for (const table of tables)
    await side.rows(
      `CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW WHEN (${condition}) EXECUTE FUNCTION refuse()`,
    );
  try {
    return await work();
  } finally {
    await side.rows('DROP FUNCTION refuse CASCADE');
  }
}

interface Harm<Facts> {
  readonly number: number;
  readonly is: string;
  readonly gone: string;
  readonly happens: (side: OneImport) => Promise<Facts>;
  readonly alone: Facts;
  readonly mounted: Facts;
  /** Default: as mounted. */
  readonly wired?: Facts;
}

const harm = <Facts>(description: Harm<Facts>): Harm<unknown> => description;

const harms: readonly Harm<unknown>[] = [
  harm({
    number: 1,
    is: 'one booking that cannot be written keeps all others out, at each delivery again',
    gone: 'it keeps nobody out, and the delivery is confirmed',
    async happens(side) {
      const outputId = side.deliver(booking('A'), cannotBeWritten('B'), booking('C'));
      await side.fetch();
      await side.fetch();
      return { written: await numbers(side), confirmed: side.siteController.confirmed.includes(outputId) };
    },
    alone: { written: [], confirmed: false },
    mounted: { written: ['A', 'C'], confirmed: true },
  }),
  harm({
    number: 2,
    is: 'why a booking failed is lost',
    gone: 'the PMS’s own page says which code leads nowhere',
    async happens(side) {
      side.deliver(cannotBeWritten('A'));
      await side.fetch();
      const [failed] = await queue(side);
      return { status: failed!.status, saysWhy: JSON.stringify(failed!.why).includes('NO-SUCH-CODE') };
    },
    alone: { status: 'failed', saysWhy: false },
    mounted: { status: 'failed', saysWhy: true },
  }),
  harm({
    number: 3,
    is: 'a failure sends a stop-sell that still has its placeholders',
    gone: 'nothing is sent but what was filled in',
    async happens(side) {
      side.deliver(cannotBeWritten('A', { dates: 'compact' }));
      await side.fetch();
      return side.siteController.requests.filter(({ body }) => body.includes('{{')).length;
    },
    alone: 1,
    mounted: 0,
  }),
  harm({
    number: 4,
    is: 'a delivery that comes again, at the same time, or under another DataID books once more',
    gone: 'each booking is there once',
    async happens(side) {
      side.deliver(booking('A'));
      await side.fetch();
      await side.fetch();
      side.deliver(booking('B'));
      await Promise.all([side.fetch(), side.fetch()]);
      side.deliver(booking('C'));
      await side.fetch();
      side.deliver(booking('C', { dataId: 'C-2' }));
      await side.fetch();
      const written = await numbers(side);
      return new Set(written).size === written.length;
    },
    alone: false,
    mounted: true,
  }),
  harm({
    number: 5,
    is: 'what cannot be read is skipped and acknowledged: the booking is nowhere',
    gone: 'each message of the delivery is kept with its reason',
    async happens(side) {
      const damaged = '<AllotmentBookingReport><broken';
      const outputId = side.deliver(booking('A'), damaged, booking('C', { dataId: null }));
      await side.fetch();
      const [kept] = await side.rows<{ kept: number }>(
        `SELECT CAST(count(*) AS int) AS kept FROM heyawari.ota_import_cache
          WHERE hotel_id = $1 AND (status = 'imported' OR status = 'failed' AND failure_code IS NOT NULL)`,
        [side.hotel.hotelId],
      );
      return {
        ...{ written: await numbers(side), kept: kept!.kept },
        confirmed: side.siteController.confirmed.includes(outputId),
      };
    },
    alone: { written: ['A'], kept: 0, confirmed: true },
    mounted: { written: ['A'], kept: 3, confirmed: true },
  }),
  harm({
    number: 6,
    is: 'a change without a member or a list of guests cannot be written',
    gone: 'it is',
    async happens(side) {
      side.deliver(booking('A'));
      await side.fetch();
      const changed = {
        kind: 'change',
        dataId: 'A-2',
        member: 'none',
        rooms: [{ code: 'SGL', price: 9000 }],
      };
      side.deliver(booking('A', changed as BookingMessage));
      await side.fetch();
      return (await stays(side)).map(({ price }) => price);
    },
    alone: [8000],
    mounted: [9000],
  }),
  harm({
    number: 7,
    is: 'a change that comes before its booking is lost to it',
    gone: 'it waits, and has the last word',
    async happens(side) {
      side.deliver(booking('A', { kind: 'change', dataId: 'A-2', rooms: [{ code: 'SGL', price: 9000 }] }));
      await side.fetch();
      side.deliver(booking('A'));
      await side.fetch();
      return (await stays(side)).map(({ price }) => price);
    },
    alone: [8000],
    mounted: [9000],
  }),
  harm({
    number: 8,
    is: 'a cancellation with a charge keeps its last night, so that nobody can have the room',
    gone: 'the night is charged and free',
    async happens(side) {
      side.deliver(booking('A', { nights: 2 }));
      await side.fetch();
      side.deliver(booking('A', { kind: 'cancellation', dataId: 'A-2', nights: 2, charge: 5000 }));
      await side.fetch();
      const [cancelled] = await stays(side);
      const [billed] = await side.rows<{ price: number }>(
        `SELECT CAST(price AS int) AS price FROM reservation_details WHERE hotel_id = $1 AND billable`,
        [side.hotel.hotelId],
      );
      return { status: cancelled!.status, nights: await occupied(side), charged: billed!.price };
    },
    alone: { status: 'cancelled', nights: 1, charged: 5000 },
    mounted: { status: 'cancelled', nights: 0, charged: 5000 },
  }),
  harm({
    number: 9,
    is: 'anybody can start an import through the reverse proxy',
    gone: 'only the PMS’s own jobs can; where the route is the PMS’s own, nobody faster than the site controller bears',
    happens: (side) => side.fetch({ 'x-forwarded-for': '203.0.113.7' }),
    alone: 200,
    mounted: 403,
    wired: 200,
  }),
  harm({
    number: 10,
    is: 'a change gives the stay another room than a person has',
    gone: 'it keeps the room',
    async happens(side) {
      side.deliver(booking('A'));
      await side.fetch();
      const [{ id }] = (await side.rows<{ id: string }>('SELECT id FROM reservations WHERE hotel_id = $1', [
        side.hotel.hotelId,
      ])) as [{ id: string }];
      const { roomIds } = side.hotel;
      const [{ rooms }] = (await stays(side)) as [Stay];
      await side.host.reservations.updateReservationRoom(1, id, roomIds[rooms[0]!]!, roomIds['103']!, 3);
      side.deliver(booking('A', { kind: 'change', dataId: 'A-2', rooms: [{ code: 'SGL', price: 9000 }] }));
      await side.fetch();
      return (await stays(side)).map((stay) => [stay.price, ...stay.rooms]);
    },
    alone: [[9000, '101']],
    mounted: [[9000, '103']],
  }),
  harm({
    number: 11,
    is: 'the answer 200 hides that nothing was stored',
    gone: 'the answer says so',
    async happens(side) {
      side.deliver(booking('A'));
      const refusing = ['xml_responses', 'heyawari.ota_outputs'];
      return whileRefusing(side, refusing, 'true', async () => (await side.fetch()) === 200);
    },
    alone: true,
    mounted: false,
  }),
  harm({
    number: 12,
    is: 'what its poller wants of the XML controller is not there',
    gone: 'a delivery is confirmed without it',
    async happens(side) {
      const outputId = side.deliver(booking('A'));
      await side.fetch();
      const { OtaApiError, selectXMLTemplate } = side.host.xmlController;
      return {
        ...{ exported: OtaApiError !== undefined || selectXMLTemplate !== undefined },
        confirmed: side.siteController.confirmed.includes(outputId),
      };
    },
    alone: { exported: false, confirmed: true },
    mounted: { exported: false, confirmed: true },
  }),
  harm({
    number: 13,
    is: 'an error between two bookings undoes both and leaves them pending: nothing marks them as failed',
    gone: 'both are booked, whatever the PMS’s page can show',
    async happens(side) {
      side.deliver(booking('A'), booking('B'));
      const isA = `NEW.status = 'processed' AND NEW.transaction_id = 'A-1'`;
      await whileRefusing(side, ['ota_reservation_queue'], isA, () => side.fetch());
      return {
        written: await numbers(side),
        pages: (await queue(side)).map(({ id, status }) => [id, status]),
      };
    },
    alone: {
      written: [],
      pages: [
        ['A-1', 'pending'],
        ['B-1', 'pending'],
      ],
    },
    mounted: { written: ['A', 'B'], pages: [['B-1', 'processed']] },
  }),
];

describe('harm of the import', () => {
  const sides = [
    { open: pmsAlone, facts: 'alone', with: 'the PMS alone' },
    { open: pluginMounted, facts: 'mounted', with: 'the plugin mounted' },
    { open: functionsWired, facts: 'wired', with: 'the plugin behind the functions of the PMS’s controller' },
  ] as const;

  for (const { open, facts, ...side } of sides)
    describe(`with ${side.with}`, () => {
      const database = useDatabase();
      let one: OneImport;

      beforeEach(async () => {
        // The import goes through every login there is: only this test's hotel keeps one.
        await database.pool().query('DELETE FROM sc_user_info');
        one = await open(database.url(), singles('101', '102', '103'));
      });
      afterEach(() => one.close());

      for (const { number, is, gone, happens, ...expected } of harms)
        it(`${number}: ${facts === 'alone' ? is : gone}`, async () => {
          expect(await happens(one)).to.deep.equal(expected[facts] ?? expected.mounted);
        });
    });
});
