// A player that breaks the rules is stopped, and told whom it was about.
import { expect } from 'chai';
import type { ReplayStay } from '../../bench/replay/player.js';
import { BreachError } from '../../bench/replay/umpire.js';
import { roomId } from '../../plugin/domain/ids.js';
import { D1, row, scripted, type Script, T1, T2, tinyGame, type TinyGame } from './tiny.js';

const rows = [row({ booked: 1, arrival: 5, nights: 2 }), row({ booked: 2, arrival: 6 })];

const playing = (script: Script, game: Partial<TinyGame> = {}) => {
  return () => tinyGame({ rows, ...game }, () => scripted(script));
};
const inT1: Script = { book: (give, stay) => give(stay, stay.bookingId === '1' ? T1 : T2) };

describe('the umpire stops a player that', () => {
  it('gives a room twice for one night', () => {
    const script: Script = { book: (give, stay) => give(stay, T1) };
    expect(playing(script)).to.throw(BreachError, 'booking 2 was given T1, which booking 1 holds');
  });
  it('moves a final room', () => {
    const stays: ReplayStay[] = [];
    const script: Script = {
      book: (give, stay) => {
        stays.push(stay);
        give(stay, stay.bookingId === '1' ? T1 : T2);
      },
      beforeCheckIn: (give, day) => day === 5 && give(stays[0]!, D1),
    };
    expect(playing(script)).to.throw(BreachError, 'booking 1 had T1 for good, and was moved to D1');
  });
  it('takes a final room away', () => {
    let first: ReplayStay | undefined;
    const script: Script = {
      book: (give, stay) => give((first ??= stay), T1),
      run: (give, _due, day) => day === 4 && give(first!, undefined),
    };
    expect(playing(script, { rows: rows.slice(0, 1), deadlineDays: 2 })).to.throw(BreachError, 'to no room');
  });
  it('gives a type that is neither booked nor an upgrade of it', () => {
    const script: Script = { book: (give, stay) => give(stay, T1) };
    expect(playing(script, { rows: [row({ booked: 1, arrival: 5, type: 'DLX' })] })).to.throw(
      BreachError,
      'booking 1 was given T1, whose type is neither booked nor an upgrade of it',
    );
  });
  it('gives a room that does not exist', () => {
    const script: Script = { book: (give, stay) => give(stay, roomId(77)) };
    expect(playing(script)).to.throw(BreachError, 'room id 77, which does not exist');
  });
  it('changes rooms without saying so', () => {
    expect(playing({ ...inT1, roomOf: () => D1 })).to.throw(
      BreachError,
      'booking 1 holds T1 by the changes told',
    );
  });
  it('says it left a room it was not in', () => {
    const lying = scripted(inT1);
    const changes = lying.changes.bind(lying);
    lying.changes = () => changes().map((change) => ({ ...change, from: D1 }));
    expect(() => tinyGame({ rows }, () => lying)).to.throw(BreachError, 'cannot leave D1');
  });
  it('places a cancelled stay', () => {
    const script: Script = { release: (give, stay) => give(stay, T1) };
    expect(playing(script, { rows: [row({ booked: 1, arrival: 5, cancelled: 3 })] })).to.throw(
      BreachError,
      'booking 1 is no longer to be placed',
    );
  });
  it('moves a stay that got its room after its deadline', () => {
    let late: ReplayStay | undefined;
    const script: Script = {
      book: (_give, stay) => (late ??= stay),
      run: (give, _due, day) => {
        if (day === 4) give(late!, T1);
        if (day === 5) give(late!, T2);
      },
    };
    expect(playing(script, { deadlineDays: 3 })).to.throw(BreachError, 'had T1 for good');
  });

  it('but lets tentative stays change places within one call', () => {
    const stays: ReplayStay[] = [];
    const script: Script = {
      book: (give, stay) => {
        stays.push(stay);
        give(stay, stay.bookingId === '1' ? T1 : T2);
      },
      run: (give, _due, day) => {
        if (day !== 3) return;
        give(stays[0]!, T2);
        give(stays[1]!, T1);
      },
    };
    const outcome = tinyGame({ rows }, () => scripted(script));
    expect(outcome.stays.map(({ room, moves }) => ({ room, moves }))).to.deep.equal([
      { room: T2, moves: 1 },
      { room: T1, moves: 1 },
    ]);
  });
});
