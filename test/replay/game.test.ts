// The replay's rules: what a player is told when, who holds a room until when, and what counts as decided.
import { expect } from 'chai';
import { assignmentsCsv } from '../../bench/replay/assignments-file.js';
import type { ReplayStay } from '../../bench/replay/player.js';
import { D1, row, scripted, T1, T2, tinyGame, type TinyGame } from './tiny.js';

/** What a player that gives no rooms is told. */
function told(game: TinyGame): string[] {
  const log: string[] = [];
  tinyGame(game, () => scripted({}, log));
  return log;
}
const decided = (game: TinyGame, ...script: Parameters<typeof scripted>) =>
  assignmentsCsv(tinyGame(game, () => scripted(...script)))
    .trimEnd()
    .split('\n')
    .slice(1);

describe('the replay tells a player', () => {
  const sameDay = [row({ booked: 1, arrival: 5 }), row({ booked: 5, arrival: 5 })];

  it('in the morning game of a same-day booking after the run: it is final at once', () => {
    expect(told({ rows: sameDay })).to.deep.equal(['1 book 1', '5 run 1', '5 book 2 final']);
  });
  it('in the idealised game of a same-day booking before the run', () => {
    expect(told({ rows: sameDay, order: 'idealised' })).to.deep.equal(['1 book 1', '5 book 2', '5 run 1,2']);
  });
  it('of a booking past its deadline that it is final at once', () => {
    const rows = [
      row({ booked: 1, arrival: 9 }),
      row({ booked: 7, arrival: 9 }),
      row({ booked: 8, arrival: 9 }),
    ];
    expect(told({ rows, deadlineDays: 2 })).to.deep.equal([
      '1 book 1',
      '7 run 1',
      '7 book 2 final',
      '8 book 3 final',
    ]);
    expect(told({ rows, deadlineDays: 2, order: 'idealised' })).to.deep.equal([
      '1 book 1',
      '7 book 2',
      '7 run 1,2',
      '8 book 3 final',
    ]);
  });
  it('that all is final when it is booked, where rooms are decided then', () => {
    const rows = [row({ booked: 1, arrival: 9 })];
    for (const order of ['morning', 'idealised'] as const)
      expect(told({ rows, order, decidedAt: 'booking' })).to.deep.equal(['1 book 1 final']);
  });
  it('of a cancellation after the day’s bookings, and never runs what was cancelled before its deadline', () => {
    const rows = [row({ booked: 1, arrival: 5, cancelled: 3 }), row({ booked: 3, arrival: 8 })];
    expect(told({ rows })).to.deep.equal(['1 book 1', '3 book 2', '3 release 1 from 5', '8 run 2']);
  });
  it('of a cancellation on the day of arrival after the morning’s run, in the idealised game before it', () => {
    const rows = [row({ booked: 1, arrival: 5, cancelled: 5 }), row({ booked: 1, arrival: 5 })];
    expect(told({ rows }).slice(2)).to.deep.equal(['5 run 1,2', '5 release 1 from 5']);
    expect(told({ rows, order: 'idealised' }).slice(2)).to.deep.equal(['5 release 1 from 5', '5 run 2']);
  });
  it('of a no-show on the next day, in the idealised game on its day before the run', () => {
    const rows = [row({ booked: 1, arrival: 5, nights: 3, noShow: true })];
    expect(told({ rows })).to.deep.equal(['1 book 1', '5 run 1', '6 release 1 from 6']);
    expect(told({ rows, order: 'idealised' })).to.deep.equal(['1 book 1', '5 release 1 from 5']);
  });
  it('of a cancellation after the arrival as of a no-show that is known on the next day', () => {
    const rows = [row({ booked: 1, arrival: 5, nights: 3, cancelled: 7 })];
    for (const order of ['morning', 'idealised'] as const)
      expect(told({ rows, order })).to.deep.equal(['1 book 1', '5 run 1', '6 release 1 from 6']);
  });
  it('of a cancellation that is dated before its booking on the day of the booking', () => {
    expect(told({ rows: [row({ booked: 4, arrival: 5, cancelled: 2 })] })).to.deep.equal([
      '4 book 1',
      '4 release 1 from 5',
    ]);
  });
  it('nothing of day uses, and of what was entered late the nights that are left', () => {
    const seen: ReplayStay[] = [];
    const rows = [
      row({ booked: 1, arrival: 2, nights: 0 }),
      row({ booked: 6, arrival: 4, nights: 3 }),
      row({ booked: 6, arrival: 4, nights: 2 }),
    ];
    tinyGame({ rows }, () => scripted({ book: (_give, stay) => seen.push(stay) }));
    expect(seen.map(({ id, bookingId, nights }) => ({ id, bookingId, nights }))).to.deep.equal([
      { id: 1, bookingId: '2', nights: 1 },
    ]);
    expect(seen[0]?.arrival).to.equal(seen[0]?.bookedOn);
  });
  it('nothing of what will become of a stay', () => {
    const seen: ReplayStay[] = [];
    const kinds = [row({ booked: 1, arrival: 3 }), row({ booked: 1, arrival: 3, cancelled: 2 })];
    tinyGame({ rows: [...kinds, row({ booked: 1, arrival: 3, noShow: true })] }, () =>
      scripted({ book: (_give, stay) => seen.push(stay) }),
    );
    const [first, ...others] = seen.map((stay) => ({ ...stay, id: 0, bookingId: '' }));
    for (const other of others) expect(other).to.deep.equal(first);
  });
  it('nothing, where the file is empty', () => {
    expect(told({ rows: [] })).to.deep.equal([]);
  });
});

describe('in the replay a room', () => {
  it('is decided at the deadline, and may have changed until then', () => {
    const rows = [row({ booked: 1, arrival: 5 })];
    const lines = decided(
      { rows, deadlineDays: 1 },
      {
        book: (give, stay) => give(stay, T1),
        run: (give, [stay]) => stay && give(stay, T2),
      },
    );
    expect(lines).to.deep.equal(['1,T2,2027-04-04,TWN,TWN']);
  });
  it('is held by a no-show for its first night only', () => {
    const rows = [row({ booked: 1, arrival: 5, nights: 3, noShow: true }), row({ booked: 6, arrival: 6 })];
    const lines = decided({ rows }, { book: (give, stay) => give(stay, T1) });
    expect(lines).to.deep.equal(['1,T1,2027-04-05,TWN,TWN', '2,T1,2027-04-06,TWN,TWN']);
  });
  it('may be given on the day of arrival before check-in to one who had none, and is decided then', () => {
    let late: ReplayStay | undefined;
    const rows = [row({ booked: 1, arrival: 5 })];
    const lines = decided(
      { rows, deadlineDays: 2 },
      {
        book: (_give, stay) => (late = stay),
        beforeCheckIn: (give, today) => late && today === 5 && give(late, D1),
      },
    );
    expect(lines).to.deep.equal(['1,D1,2027-04-05,TWN,DLX']);
  });
  it('that a stay never gets is decided on its arrival; what is cancelled before has no line', () => {
    const rows = [row({ booked: 1, arrival: 5 }), row({ booked: 1, arrival: 5, cancelled: 4 })];
    expect(decided({ rows, deadlineDays: 3 }, {})).to.deep.equal(['1,,2027-04-05,TWN,']);
  });
});
