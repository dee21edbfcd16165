import { expect } from 'chai';
import { aboutBookings } from './booking-statements.js';

const insertNight =
  'INSERT INTO reservation_details (hotel_id, date, price) VALUES ($1, $2, $3) RETURNING id';

const adds: Readonly<
  Record<string, readonly [text: string, table: string, valueOf: Record<string, number>]>
> = {
  'a night': [insertNight, 'reservation_details', { hotel_id: 0, date: 1, price: 2 }],
  'a reservation, over several lines': [
    `insert into public.reservations\n  (hotel_id, status, id)\nvalues ($2, 'confirmed', $1::uuid)\nreturning *;`,
    'reservations',
    { hotel_id: 1, id: 0 },
  ],
  'one with values of its own': [
    `INSERT INTO reservations (id, comment, created_at, hotel_id) VALUES (gen_random_uuid(), 'a, (b', now(), $1)`,
    'reservations',
    { hotel_id: 0 },
  ],
};

const unclear: Readonly<Record<string, string>> = {
  'several rows': 'INSERT INTO reservation_details (hotel_id, date) VALUES ($1, $2), ($1, $3)',
  'rows that are asked for': 'INSERT INTO reservation_details (hotel_id) SELECT id FROM hotels',
  'a row that may be there already': `${insertNight.replace(' RETURNING id', '')} ON CONFLICT DO NOTHING`,
  'a night given up as it is written':
    'INSERT INTO reservation_details (hotel_id, cancelled) VALUES ($1, gen_random_uuid())',
  'columns that are not named': 'INSERT INTO reservations VALUES ($1, $2)',
  'a value that is worked out': 'INSERT INTO reservation_details (date) VALUES (CAST($1 AS date) + 1)',
  'a change': 'UPDATE reservation_details SET price = $1 WHERE id = $2',
  'a deletion': 'DELETE FROM reservations WHERE id = $1',
  'a question that writes': 'WITH gone AS (DELETE FROM reservation_details RETURNING id) SELECT * FROM gone',
  'a comment': `${insertNight} -- one night`,
  'two statements': `${insertNight}; UPDATE reservation_details SET price = 0`,
  'what is taken back': 'ROLLBACK TO SAVEPOINT night',
};

const others: Readonly<Record<string, string>> = {
  'a question': 'SELECT r.id FROM reservations r JOIN reservation_details d ON d.reservation_id = r.id',
  'a night’s rate': 'INSERT INTO reservation_rates (reservation_details_id, price) VALUES ($1, $2)',
  'a night’s parking': 'UPDATE reservation_parking SET status = $1 WHERE reservation_details_id = $2',
  'a savepoint': 'SAVEPOINT night',
};

describe('a statement about bookings of the PMS', () => {
  for (const [what, [text, table, valueOf]] of Object.entries(adds))
    it(`adds ${what}`, () =>
      expect(aboutBookings(text)).to.deep.equal({ table, valueOf: new Map(Object.entries(valueOf)) }));
  for (const [what, text] of Object.entries(unclear))
    it(`is unclear: ${what}`, () => expect(aboutBookings(text)).to.equal('unclear'));
  for (const [what, text] of Object.entries(others))
    it(`writes none: ${what}`, () => expect(aboutBookings(text)).to.equal('other'));
});
