// The players the engine is compared with: they do what they are named after, and never look ahead.
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { assignmentsCsv } from '../../bench/replay/assignments-file.js';
import { replayBookings, replayHotel } from '../../bench/replay/bookings.js';
import { type DayOrder, playGame } from '../../bench/replay/game.js';
import { createPlayer, decidesAtBooking, type PlayerName } from '../../bench/replay/players.js';
import { createFirstFree, createSmallestGap } from '../../bench/replay/rivals.js';
import { createExact } from '../../bench/replay/exact.js';
import { loadHighs } from '../../bench/referee/load-highs.js';
import { type BookingRow, readBookings } from '../../dev/bookings/read.js';
import { readHotelFile } from '../../dev/main-job/hotel-file.js';
import { D1, row, T1, T2, tinyGame, type TinyGame } from './tiny.js';

const small = (file: string) => fileURLToPath(new URL(`../../dev/bookings/${file}`, import.meta.url));

async function lines(name: PlayerName, rows: readonly BookingRow[], order: DayOrder): Promise<string[]> {
  const hotel = replayHotel(await readHotelFile(small('small-hotel.json')), rows);
  const bookings = replayBookings(rows, hotel, () => 0);
  const player = await createPlayer(name, hotel, {
    mode: 'NORMAL',
    freezeDays: 0,
    runsInTheMorning: order === 'morning',
  });
  const decidedAt = decidesAtBooking(name) ? 'booking' : 'deadline';
  return assignmentsCsv(playGame(bookings, hotel, player, { order, decidedAt }))
    .trimEnd()
    .split('\n');
}
const roomsOf = (game: TinyGame, ...make: Parameters<typeof tinyGame>[1][]) =>
  tinyGame(game, make[0]!).stays.map(({ room }) => room);
const dayOf = (line: string) => line.split(',')[2]!;

describe('a rival', () => {
  const atBooking = { decidedAt: 'booking' } as const;

  it('takes the first free room, its own type first', () => {
    const rows = [1, 2, 3, 4].map((booked) => row({ booked, arrival: 8 }));
    expect(roomsOf({ rows, ...atBooking }, createFirstFree)).to.deep.equal([T1, T2, D1, undefined]);
  });
  it('takes the smallest gap, among equals the first', () => {
    const rows = [
      row({ booked: 1, arrival: 8 }),
      row({ booked: 2, arrival: 8, nights: 3 }),
      row({ booked: 3, arrival: 12 }),
      row({ booked: 3, arrival: 20, nights: 2 }),
    ];
    expect(roomsOf({ rows, ...atBooking }, createSmallestGap)).to.deep.equal([T1, T2, T2, T2]);
  });
  it('plans types exactly: with the fewest upgrades for all nights together', async () => {
    const highs = await loadHighs();
    // Twins are short by one on both nights: the long stay is upgraded, not one guest on each of them.
    const rows = [
      row({ booked: 1, arrival: 8, nights: 2 }),
      ...[8, 8, 9, 9].map((arrival) => row({ booked: 1, arrival })),
    ];
    const [long, ...others] = roomsOf({ rows }, (hotel) => createExact(hotel, highs));
    expect(long).to.equal(D1);
    expect(others).to.have.members([T1, T2, T1, T2]);
  });

  for (const name of ['first-free', 'smallest-gap', 'exact'] as const)
    for (const order of ['morning', 'idealised'] as const)
      it(`decides the same where the file ends earlier: ${name}, ${order}`, async () => {
        const rows = await readBookings(small('small.csv.gz'));
        const whole = await lines(name, rows, order);
        for (const share of [0.3, 0.7]) {
          const cut = rows[Math.floor(rows.length * share)]!.booked_on;
          const known = await lines(
            name,
            rows.filter((one) => one.booked_on <= cut),
            order,
          );
          const before = (line: string) => dayOf(line) <= cut;
          expect(known.filter(before)).to.deep.equal(whole.filter(before)).and.not.empty;
        }
      });
});
