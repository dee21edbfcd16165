// The figures of hand-made games.
import { expect } from 'chai';
import { metricsOf } from '../../bench/replay/metrics.js';
import type { ReplayStay } from '../../bench/replay/player.js';
import { type RoomId } from '../../plugin/domain/ids.js';
import { D1, row, scripted, T1, T2, tinyGame, type TinyGame } from './tiny.js';

/** The figures of a game in which each booking gets its room of `rooms` at once. */
const figures = (game: TinyGame, rooms: readonly (RoomId | undefined)[]) =>
  metricsOf(tinyGame(game, () => scripted({ book: (give, stay) => give(stay, rooms[stay.id]) })));

describe('the replay’s figures', () => {
  it('score stays whose guests came: rooms missing, upgrades', () => {
    const rows = [
      row({ booked: 1, arrival: 5 }),
      row({ booked: 1, arrival: 5 }),
      row({ booked: 1, arrival: 5 }),
      row({ booked: 1, arrival: 7, cancelled: 6 }),
      row({ booked: 1, arrival: 8, noShow: true }),
      row({ booked: 1, arrival: 9, nights: 0 }),
      row({ booked: 1, arrival: 9, type: 'ROH' }),
    ];
    const result = figures({ rows }, [T1, D1, undefined, D1, undefined, undefined, T1]);
    expect(result).to.include({ stays: 4, withoutRoom: 1, upgrades: 2, upgradeCost: 2, finalMoves: 0 });
  });

  it('count gaps shorter than the usual stay, a no-show’s night in between included', () => {
    const rows = [
      row({ booked: 1, arrival: 1, nights: 3 }),
      row({ booked: 1, arrival: 6, nights: 3 }), // two nights free before
      row({ booked: 1, arrival: 12, nights: 3 }), // three nights free before
      row({ booked: 1, arrival: 16, nights: 4, noShow: true }), // one night free before, 17 to 20 after
      row({ booked: 1, arrival: 20, nights: 3 }),
    ];
    expect(figures({ rows }, [T1, T1, T1, T1, T1]).gapsShorterThanUsual).to.equal(2);
    expect(figures({ rows }, [T1, T2, T1, T1, T1]).gapsShorterThanUsual).to.equal(1);
  });

  it('compare the rooms 7, 3 and 1 days before arrival with the final ones, and count the moves', () => {
    const rows = [row({ booked: 1, arrival: 12 }), row({ booked: 10, arrival: 12, type: 'ROH' })];
    const stays: ReplayStay[] = [];
    const script = {
      book: (give: (stay: ReplayStay, room: RoomId | undefined) => void, stay: ReplayStay) => {
        stays.push(stay);
        give(stay, stay.id === 0 ? T1 : D1);
      },
      run: (give: (stay: ReplayStay, room: RoomId) => void, _due: unknown, day: number) => {
        if (day === 8) give(stays[0]!, T2);
      },
    };
    const result = metricsOf(tinyGame({ rows }, () => scripted(script)));
    expect(result.changedSince).to.deep.equal({ 1: 0, 3: 0, 7: 1 });
    expect(result.tentativeMoves).to.equal(1);
  });
  it('know no change where nobody held a room before', () => {
    const result = metricsOf(tinyGame({ rows: [row({ booked: 1, arrival: 12 })] }, () => scripted({})));
    expect(result.changedSince).to.deep.equal({ 1: null, 3: null, 7: null });
  });

  it('count the rooms one guest leaves and another comes to, on the day with the most', () => {
    const rows = [
      row({ booked: 1, arrival: 5, nights: 2 }),
      row({ booked: 1, arrival: 5, nights: 2 }),
      row({ booked: 1, arrival: 7 }),
      row({ booked: 1, arrival: 7 }),
      row({ booked: 1, arrival: 8 }),
    ];
    expect(figures({ rows }, [T1, T2, T1, T2, T1]).sameDayTurnovers).to.equal(2);
    expect(figures({ rows }, [T1, T2, D1, T2, T1]).sameDayTurnovers).to.equal(1);
  });

  it('say how many last-minute bookings got what they booked', () => {
    const rows = [
      row({ booked: 1, arrival: 5 }),
      row({ booked: 4, arrival: 6 }),
      row({ booked: 7, arrival: 7 }),
    ];
    expect(figures({ rows, deadlineDays: 2 }, [D1, T1, D1]).lastMinuteInBookedType).to.equal(0.5);
    expect(figures({ rows: rows.slice(0, 1) }, [D1]).lastMinuteInBookedType).to.equal(null);
  });

  it('count after each day’s run the rooms that could take further stays', () => {
    // From the 5th to the 7th; T1 is taken on the 5th and 6th, T2 on the 7th.
    const rows = [row({ booked: 1, arrival: 5, nights: 2 }), row({ booked: 1, arrival: 7 })];
    expect(figures({ rows }, [T1, T2]).placeableAgain).to.deep.equal({
      2: { TWN: 0.67, DLX: 1 }, // T2 on the 5th, T1 on the 7th
      3: { TWN: 0.33, DLX: 1 },
      7: { TWN: 0.33, DLX: 1 },
    });
  });

  it('measure how evenly a type’s rooms are used, in whole months alone', () => {
    const inMay = (arrival: string, nights: number) => ({
      ...row({ booked: 1, arrival: 1, nights }),
      arrival,
    });
    const rows = [
      row({ booked: 1, arrival: 3, nights: 20 }), // April is not whole: it begins on the 3rd
      inMay('2027-05-01', 31),
      inMay('2027-05-01', 10),
      inMay('2027-06-30', 30), // June is, with one night of it
    ];
    const { usageGap } = figures({ rows }, [T1, T1, T2, T2]);
    expect(usageGap.worst).to.equal(0.6774); // 21 of 31 nights
    expect(usageGap.mean).to.equal(0.3554); // and 1 of 30
  });

  it('of no bookings are none', () => {
    expect(figures({ rows: [] }, [])).to.deep.include({
      stays: 0,
      lastMinuteInBookedType: null,
      sameDayTurnovers: 0,
    });
  });
});
