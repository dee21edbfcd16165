// What is tried first of all that is due, on a real database: against a plain sort of the same messages.
import { expect } from 'chai';
import fc from 'fast-check';
import { noAgency } from '../../plugin/domain/agency.js';
import { hotelDate } from '../../plugin/domain/hotel-date.js';
import { hotelId, messageId } from '../../plugin/domain/ids.js';
import { dueBookings, dueHotels, firstDueIsUrgent } from '../../plugin/ota-import/ledger/due-repository.js';
import { createDatabase, hotelTransaction } from '../../plugin/platform/database/index.js';
import { useDatabase } from '../support/database.js';

const now = new Date('2027-01-20T00:00:00Z');
const urgentUntil = hotelDate('2027-01-22');
const openable = { now, keys: ['here'] };
const limit = 6;

const message = fc.record({
  number: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'),
  day: fc.option(fc.integer({ min: 20, max: 28 }), { nil: null }),
  status: fc.constantFrom(
    'received',
    'pending',
    'pending',
    'pending',
    'retrying',
    'waiting',
    'imported',
    'failed',
  ),
  isWithoutRoom: fc.boolean(),
  isDue: fc.boolean(),
  isSealedWithKey: fc.constantFrom('here', 'here', 'here', 'elsewhere'),
  isHindered: fc.constantFrom(true, false, false, false),
});
type Message = typeof message extends fc.Arbitrary<infer T> ? T : never;

interface Stored extends Message {
  readonly id: number;
}

const waitsForRoom = ({ status, isWithoutRoom, day }: Stored) =>
  status === 'pending' && isWithoutRoom && day !== null;
const isUrgent = ({ day }: Stored) => day === null || day <= 22;

/** By section, day where it waits for a room, receipt. */
const placeOf = (one: Stored): readonly number[] => {
  const section = one.isHindered ? 2 : isUrgent(one) ? 0 : 1;
  return waitsForRoom(one) && !one.isHindered ? [section, 0, one.day!, one.id] : [section, 1, 0, one.id];
};
const compare = (a: readonly number[], b: readonly number[]) => {
  const at = a.findIndex((one, i) => one !== b[i]);
  return at === -1 ? 0 : a[at]! - b[at]!;
};

const isToBeTried = ({ status, isDue, isSealedWithKey }: Stored) =>
  ['pending', 'retrying', 'waiting'].includes(status) && isDue && isSealedWithKey === 'here';

describe('what is due', () => {
  const database = useDatabase();
  let hotels = 0;

  async function store(messages: readonly Message[]): Promise<{ hotel: number; stored: Stored[] }> {
    const hotel = (hotels += 1);
    await database.pool().query(
      `INSERT INTO heyawari.ota_outputs (hotel_id, output_id, body_hash, complete, message_count, received_at, confirmation)
       VALUES ($1, 'O', '', true, 0, $2, 'confirmed')`,
      [hotel, now],
    );
    const { rows } = await database.pool().query<{ id: number }>(
      `INSERT INTO heyawari.ota_import_cache (hotel_id, output_id, position, content_hash, text_key_id, text_offset, text_length, received_at,
         booking_number, agency, kind, status, failure_class, failure_code, check_in, next_attempt_at, finished_at)
       SELECT $1, o.id, m.n, '', m."isSealedWithKey", 0, 1, $2, m.number, 'AGENCY', 'new', m.status,
              CASE WHEN m."isWithoutRoom" OR m.status = 'failed' THEN 'room_mapping' END,
              CASE WHEN m."isWithoutRoom" OR m.status = 'failed' THEN 'no_availability' END,
              make_date(2027, 1, m.day), CASE WHEN m.status NOT IN ('imported', 'failed') THEN $2::timestamptz
                + CASE WHEN m."isDue" THEN interval '-1 minute' ELSE interval '1 minute' END END,
              CASE WHEN m.status = 'imported' THEN $2::timestamptz END
         FROM heyawari.ota_outputs o,
              ROWS FROM (jsonb_to_recordset($3) AS (number text, day integer, status text, "isWithoutRoom" boolean, "isDue" boolean,
                "isSealedWithKey" text)) WITH ORDINALITY AS m(number, day, status, "isWithoutRoom", "isDue", "isSealedWithKey", n)
        WHERE o.hotel_id = $1 ORDER BY m.n
       RETURNING CAST(id AS double precision) AS id`,
      [hotel, now, JSON.stringify(messages)],
    );
    return { hotel, stored: messages.map((one, i) => ({ ...one, id: rows[i]!.id })) };
  }

  it('comes in the order of arrival and receipt, those that wait for a room by check-in, as many as asked for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 25 }), async (messages) => {
        const { hotel, stored } = await store(messages);
        const due = stored.filter(isToBeTried).sort((a, b) => compare(placeOf(a), placeOf(b)));
        const hindered = stored.filter((one) => one.isHindered).map(({ id }) => messageId(id));
        const found = await hotelTransaction(createDatabase(database.pool()), hotelId(hotel), async (tx) => ({
          urgent: await firstDueIsUrgent(tx, openable, urgentUntil),
          bookings: await dueBookings(tx, openable, urgentUntil, hindered, limit, () => noAgency),
        }));
        expect(found.urgent).to.equal(due.length === 0 ? undefined : due.some(isUrgent));
        const numbers = found.bookings.map(({ entries }) => entries[0]!.bookingNumber as string);
        expect(numbers).to.deep.equal([...new Set(due.slice(0, limit).map(({ number }) => number))]);
        for (const [i, booking] of found.bookings.entries()) {
          const ofNumber = stored.filter(({ number }) => number === numbers[i]);
          expect(booking.entries.map(({ id }) => id as number)).to.deep.equal(ofNumber.map(({ id }) => id));
          expect([...booking.due]).to.deep.equal(ofNumber.filter(isToBeTried).map(({ id }) => id));
        }
      }),
      { seed: 55, numRuns: 60 },
    );
  });

  it('is told by hotel, and which keys are missing for some of it', async () => {
    const one = {
      number: 'A',
      day: 25,
      status: 'pending',
      isWithoutRoom: false,
      isDue: true,
      isHindered: false,
    } as const;
    const here: Message = { ...one, isSealedWithKey: 'here' };
    const elsewhere: Message = { ...one, isSealedWithKey: 'elsewhere' };
    const both = await store([elsewhere, here]);
    const many = await store([...Array.from({ length: 250 }, () => elsewhere), here]);
    const none = await store([elsewhere]);
    const later = await store([{ ...here, isDue: false }]);
    const { hotels: found, missingKeys } = await dueHotels(createDatabase(database.pool()), openable);
    expect(missingKeys).to.deep.equal(['elsewhere']);
    expect(found).to.include.members([both.hotel, many.hotel]);
    expect(found).not.to.include.members([none.hotel]).and.not.to.include.members([later.hotel]);
  });
});
