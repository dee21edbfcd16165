// Random histories of bookings whose numbers several agencies share, and what must come of them in whatever order they are received.
import { expect } from 'chai';
import fc from 'fast-check';
import type { Message } from '../../examples/tl-lincoln/index.js';
import { addDays, hotelDate } from '../../plugin/domain/hotel-date.js';
import { heldKinds } from '../../plugin/domain/import-failure.js';
import { newBooking, singles, twins } from './bookings.js';
import { createWorld, type World } from './world.js';

const agencies = ['そらとうみトラベル', '北の旅社', 'Sky Travel Co., Ltd.'] as const;

/** What tells the order of a booking's messages: their versions, rising numbers, the days they were sent, or nothing. */
const forms = ['version', 'number', 'sent', 'nothing'] as const;
type Form = (typeof forms)[number];

interface Said {
  readonly kind: 'new' | 'change' | 'cancellation';
  readonly nights: number;
  readonly code: 'SGL' | 'TWN';
  readonly rooms: number;
  readonly price: number;
  /** Whether it is sent twice, and on another day the second time. */
  readonly again: 'no' | 'same_day' | 'other_day';
}

/** The messages of one agency's booking, in their order. */
interface Booking {
  readonly agency: number;
  readonly number: number;
  readonly form: Form;
  readonly said: readonly Said[];
}

export interface History {
  readonly bookings: readonly Booking[];
  /** By message in the order of `bookings`: by this it is received. Equal ones as they are. */
  readonly receipt: readonly number[];
  /** Hours that pass after a delivery of `size` messages, over and over. */
  readonly deliveries: readonly { readonly size: number; readonly hours: number }[];
}

const said = fc.record({
  kind: fc.constantFrom<Said['kind'][]>('new', 'change', 'change', 'cancellation'),
  nights: fc.integer({ min: 1, max: 3 }),
  code: fc.constantFrom<Said['code'][]>('SGL', 'TWN'),
  rooms: fc.constantFrom(1, 1, 2),
  price: fc.integer({ min: 5000, max: 9000 }),
  again: fc.constantFrom<Said['again'][]>('no', 'no', 'same_day', 'other_day'),
});

const booking = fc
  .record({
    agency: fc.nat({ max: agencies.length - 1 }),
    number: fc.nat({ max: 1 }),
    form: fc.constantFrom(...forms),
    said: fc.array(said, { minLength: 1, maxLength: 5 }),
  })
  // Every booking begins as a new one, whatever is received first.
  .map((one): Booking => ({ ...one, said: one.said.map((s, i) => (i === 0 ? { ...s, kind: 'new' } : s)) }));

const mostMessages = 60;

export const histories: fc.Arbitrary<History> = fc.record({
  bookings: fc.uniqueArray(booking, {
    minLength: 2,
    maxLength: 5,
    selector: ({ agency, number }) => `${agency} ${number}`,
  }),
  receipt: fc.array(fc.nat({ max: 1000 }), { minLength: mostMessages, maxLength: mostMessages }),
  deliveries: fc.array(
    fc.record({ size: fc.integer({ min: 1, max: 6 }), hours: fc.constantFrom(0, 0, 2, 26) }),
    {
      minLength: 1,
      maxLength: 6,
    },
  ),
});

interface Sent {
  readonly message: Message;
  readonly booking: Booking;
}

const withId = (dataId: string, message: Message): Message => ({
  dataId,
  xml: message.xml.replace(/<DataID>[^<]*/, `<DataID>${dataId}`),
});

const firstDay = hotelDate('2027-01-01');

export interface HistoryWorld {
  readonly world: World;
  /** With every kind that waits for a person applied automatically. Delivers the history as it is received, and once in its order under other numbers; fails where what comes of them is not as it must be. */
  check(history: History): Promise<void>;
}

interface Lived {
  readonly booking: string;
  readonly facts: string;
}

export async function historyWorld(databaseUrl: string): Promise<HistoryWorld> {
  const rooms = (first: number) => Array.from({ length: 12 }, (_, i) => String(first + i));
  const world = await createWorld({
    databaseUrl,
    rooms: [...singles(...rooms(101)), ...twins(...rooms(201))],
    messagesPerOutput: 6,
  });
  await world.rows(
    `INSERT INTO heyawari.hotel_settings (hotel_id, applied_automatically) VALUES ($1, $2)
     ON CONFLICT (hotel_id) DO UPDATE SET applied_automatically = EXCLUDED.applied_automatically`,
    [world.hotel.hotelId, heldKinds],
  );
  let made = 0;

  const idOf = (form: Form, agency: number, number: string, version: number) => {
    made += 1;
    if (form === 'version') return `${agency}:${number}-${version}`;
    // Rising within a booking, whatever is made between.
    if (form === 'number') return String(10 ** 14 + made);
    return `${agency}:${number}:${(made * 7919) % 10_007}:${made}`;
  };
  const sentOn = (form: Form, index: number, price: number) =>
    addDays(firstDay, form === 'sent' ? index : form === 'nothing' ? 0 : price % 30);

  /** In their order, each message with its repetition right behind it. */
  function messagesOf(run: string, day: string, { bookings }: History): Sent[] {
    return bookings.flatMap((one) =>
      one.said.flatMap((says, i) => {
        const number = `${run}${one.number}`;
        const content = {
          ...{ kind: says.kind, nights: says.nights, checkIn: day, agency: agencies[one.agency]! },
          rooms: Array.from({ length: says.rooms }, (_, room) => ({
            ...{ code: says.code, men: says.code === 'TWN' ? 2 : 1, pricePerNight: says.price + room },
          })),
          name: `客${one.agency}${one.number}`,
        };
        const dataId = idOf(one.form, one.agency, number, i + 1);
        const sent = sentOn(one.form, i, says.price);
        const message = (day: string): Sent => ({
          booking: one,
          message: withId(dataId, newBooking(number, { ...content, sentOn: day })),
        });
        // Of two days of one message nothing tells which was the first: then days are no order.
        const otherDay = says.again === 'other_day' && one.form !== 'sent' ? 3 : 0;
        return says.again === 'no' ? [message(sent)] : [message(sent), message(addDays(sent, otherDay))];
      }),
    );
  }

  const later = (hours: number) =>
    world.heyawari.advanceTo(new Date(world.clock.now().getTime() + hours * 3_600_000));

  async function receive(sent: readonly Sent[], { deliveries }: History): Promise<void> {
    for (let at = 0, round = 0; at < sent.length; round += 1) {
      const { size, hours } = deliveries[round % deliveries.length]!;
      await world.deliver(...sent.slice(at, at + size).map(({ message }) => message));
      if (hours > 0) await later(hours);
      at += size;
    }
  }

  /** What lives in the PMS under the numbers of a run, one line for each reservation. */
  const living = (run: string) =>
    world.rows<Lived>(
      `SELECT r.agent || ' ' || substr(r.ota_reservation_id, length($1) + 1) AS booking,
              concat_ws(' ', r.status, r.check_in, r.check_out, r.number_of_people, c.name_kanji, p.types, d.nights) AS facts
         FROM reservations r JOIN clients c ON c.id = r.reservation_client_id
         CROSS JOIN LATERAL (SELECT string_agg(concat_ws('/', d.date, d.number_of_people, d.price), ' ' ORDER BY d.date, d.price) AS nights
                               FROM reservation_details d WHERE d.reservation_id = r.id AND d.cancelled IS NULL) d
         CROSS JOIN LATERAL (SELECT string_agg(t.name, ' ' ORDER BY p.slot) AS types
                               FROM heyawari.booking_plans p JOIN room_types t ON t.id = p.booked_type_id
                              WHERE p.reservation_id = r.id AND p.room_state <> 'ended') p
        WHERE r.ota_reservation_id LIKE $1 || '%' AND r.status <> 'cancelled' ORDER BY 1, 2`,
      [run],
    );

  /** Neither final nor with a person. */
  const unsettled = (run: string) =>
    world.rows(
      `SELECT data_id, kind, status, failure_code FROM heyawari.ota_import_cache WHERE booking_number LIKE $1 || '%'
          AND status NOT IN ('imported', 'superseded', 'duplicate')
          AND NOT (status = 'failed' AND failure_class = 'needs_person')`,
      [run],
    );

  const nameOf = ({ agency, number }: Booking) => `${agencies[agency]} ${number}`;
  let runs = 0;

  return {
    world,
    async check(history) {
      runs += 1;
      // Far behind the waits of all runs, and apart, so that a room is free for each booking.
      const day = addDays(hotelDate('2028-01-01'), runs * 4);
      const [received, inOrder] = [`R${runs}X`, `O${runs}X`];
      const sent = messagesOf(received, day, history);
      const shuffled = sent
        .map((one, i) => ({ one, at: history.receipt[i % mostMessages]! }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one);
      await receive(shuffled, history);
      await later(26);
      for (const { message } of messagesOf(inOrder, day, history)) await world.deliver(message);
      expect(await unsettled(received), 'messages with nobody').to.deep.equal([]);

      const [came, should] = [await living(received), await living(inOrder)];
      const names = came.map(({ booking: name }) => name);
      expect(names, 'bookings doubled').to.deep.equal([...new Set(names)]);
      for (const one of history.bookings) {
        const of = (all: readonly Lived[]) =>
          all.filter(({ booking: name }) => name === nameOf(one)).map(({ facts }) => facts);
        if (one.form !== 'nothing')
          expect(of(came).join('\n'), JSON.stringify(one)).to.equal(of(should).join('\n'));
        else if (one.said.every(({ kind }) => kind !== 'cancellation'))
          expect(of(came), 'a booking lost').to.have.length(1);
      }
    },
  };
}
