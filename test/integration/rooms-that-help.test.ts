// Importing a message into chosen rooms is offered where that can succeed, and there alone: played for what a message can stop at.
import { expect } from 'chai';
import { type BookingChanges, changeOf, newBooking, single, singles, twins } from '../support/bookings.js';
import { clerkEdits } from '../support/clerk-edits.js';
import { useDatabase } from '../support/database.js';
import { useFrontDesk } from '../support/front-desk.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';

interface Listed {
  readonly id: number;
  readonly version: number;
  readonly reason: { readonly key: string } | null;
  readonly actions: readonly { readonly action: string }[];
}

describe('importing into chosen rooms', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const desk = useFrontDesk(database, {
    ...{ auth: guardsByToken, types: ['SGL', 'TWN'] },
    rooms: [...singles('101', '102', '103'), ...twins('201', '202')],
  });
  let clerk: Staff;

  before(() => {
    clerk = staffAt(desk.world.heyawari, desk.world.hotel.hotelId, 'view', 'operate');
  });

  const deliver = (...messages: Parameters<typeof desk.world.deliver>) => desk.world.deliver(...messages);
  const open = async (number: string) => {
    const { items } = (await clerk<{ items: Listed[] }>('get', `/imports/messages?bookingNumber=${number}`))
      .body;
    return items.find(({ reason }) => reason !== null)!;
  };
  const rows = (statement: string, ...values: unknown[]) => desk.world.rows(statement, values);
  const book = async (number: string, changes: BookingChanges) => deliver(newBooking(number, changes));

  type Scenario = readonly [
    code: string,
    checkIn: string,
    stop: (n: string, checkIn: string) => Promise<void>,
  ];

  const helped: readonly Scenario[] = [
    [
      'room_code_unknown',
      '2027-02-01',
      (n, checkIn) => book(n, { checkIn, rooms: [{ ...single, code: '?' }] }),
    ],
    ['booking_unknown', '2027-02-05', (n, checkIn) => deliver(changeOf(n, { checkIn }))],
    [
      'deleted_in_pms',
      '2027-02-09',
      async (n, checkIn) => {
        await book(n, { checkIn });
        await rows('DELETE FROM reservations WHERE ota_reservation_id = $1', n);
        await deliver(changeOf(n, { checkIn, nights: 3 }));
      },
    ],
    [
      'same_id_other_content',
      '2027-02-13',
      async (n, checkIn) => {
        await book(n, { checkIn });
        await book(n, { checkIn, nights: 3 });
      },
    ],
  ];

  for (const [code, checkIn, stop] of helped)
    it(`is offered after ${code}, and succeeds`, async () => {
      await stop(`H-${code}`, checkIn);
      const message = await open(`H-${code}`);
      expect(message.reason!.key).to.equal(`import.failure.${code}`);
      expect(message.actions.map(({ action }) => action)).to.include('import');
      const choices = [{ slot: 0, roomId: desk.world.hotel.roomIds['201'] }];
      const { id, version } = message;
      const { body } = await clerk<{ imported: boolean }>('post', `/imports/messages/${id}/import`, {
        ...{ version, choices },
      });
      expect(body.imported, JSON.stringify(body)).to.equal(true);
    });

  const notHelped: readonly Scenario[] = [
    [
      'booking_ambiguous',
      '2027-03-01',
      async (n, checkIn) => {
        await book(n, { checkIn });
        await rows(
          `INSERT INTO reservations (hotel_id, reservation_client_id, check_in, check_out, number_of_people, status, type, agent,
                                     ota_reservation_id, created_by)
           SELECT hotel_id, reservation_client_id, check_in, check_out, 1, status, type, agent, ota_reservation_id, 3
             FROM reservations WHERE ota_reservation_id = $1`,
          n,
        );
        await deliver(changeOf(n, { checkIn, nights: 3 }));
      },
    ],
    [
      'reservation_cancelled',
      '2027-03-05',
      async (n, checkIn) => {
        await book(n, { checkIn });
        await desk.setStatus(n, 'cancelled');
        await deliver(changeOf(n, { checkIn, nights: 3 }));
      },
    ],
    [
      'rooms_of_group_changed',
      '2027-03-09',
      async (n, checkIn) => {
        await book(n, { checkIn, rooms: [single, single] });
        await deliver(changeOf(n, { checkIn, nights: 3, rooms: [single, single] }));
      },
    ],
    [
      'edited_by_hand',
      '2027-03-13',
      async (n, checkIn) => {
        await book(n, { checkIn });
        await clerkEdits(desk.world).addPayment(n, 3000);
        await deliver(changeOf(n, { checkIn, rooms: [{ ...single, pricePerNight: 8200 }] }));
      },
    ],
  ];

  for (const [code, checkIn, stop] of notHelped)
    it(`is not offered after ${code}, and refused: what is in the way is no room`, async () => {
      await stop(`N-${code}`, checkIn);
      const { id, version, reason, actions } = await open(`N-${code}`);
      expect(reason!.key).to.equal(`import.failure.${code}`);
      expect(actions.map(({ action }) => action)).to.not.include('import');
      const choices = [{ slot: 0, roomId: desk.world.hotel.roomIds['202'] }];
      const answer = await clerk<{ key: string }>('post', `/imports/messages/${id}/import`, {
        ...{ version, choices },
      });
      expect([answer.status, answer.body.key]).to.deep.equal([409, 'imports.not_possible']);
    });

  it('is done without after booking_ambiguous: with one reservation left in the PMS, trying again succeeds', async () => {
    await rows(
      `UPDATE reservations SET status = 'cancelled' WHERE ota_reservation_id = 'N-booking_ambiguous' AND created_by = 3`,
    );
    const { id, version } = await open('N-booking_ambiguous');
    const { body } = await clerk<{ imported: boolean }>('post', `/imports/messages/${id}/retry`, { version });
    expect(body.imported, JSON.stringify(body)).to.equal(true);
  });
});
