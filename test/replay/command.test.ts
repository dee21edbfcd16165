// The command line of the replay, and the files it refuses.
import { expect } from 'chai';
import { HotelError, replayHotel } from '../../bench/replay/bookings.js';
import { readCommand, UsageError } from '../../bench/replay/command.js';
import { hotelFile, row } from './tiny.js';

const files = ['--bookings', 'b.csv', '--hotel', 'h.json'];

describe('the replay’s command line', () => {
  it('says which game is played by whom', () => {
    const given = [
      '--mode',
      'BALANCE',
      '--deadline-days',
      '2',
      '--idealised',
      '--assignments',
      'o.csv',
      '--json',
    ];
    expect(readCommand([...files, ...given])).to.deep.equal({
      bookingsFile: 'b.csv',
      hotelFile: 'h.json',
      mode: 'BALANCE',
      deadlines: { days: 2 },
      order: 'idealised',
      players: ['heyawari'],
      work: 1,
      seeds: [0],
      assignmentsFile: 'o.csv',
      output: 'json',
      kind: 'one',
    });
  });
  it('plays a game for each seed', () => {
    const { seeds } = readCommand([...files, '--deadline-days', '0', '--seed', '3', '--rounds', '2']) as {
      seeds: unknown;
    };
    expect(seeds).to.deep.equal([3, 4]);
  });
  it('compares all players on one game', () => {
    const { players } = readCommand([...files, '--preset', 'resort', '--compare']) as { players: unknown };
    expect(players).to.deep.equal(['heyawari', 'first-free', 'smallest-gap', 'exact']);
  });
  for (const [problem, args, message] of [
    ['no files', ['--deadline-days', '0'], /--bookings and --hotel/],
    ['no deadline', files, /--deadline-days or --preset/],
    ['two deadlines', [...files, '--deadline-days', '0', '--preset', 'resort'], /exclude each other/],
    ['half a day', [...files, '--deadline-days', '0.5'], /whole number/],
    [
      'a mode with numbers of the hotel’s own',
      [...files, '--deadline-days', '0', '--mode', 'CUSTOM'],
      /BALANCE/,
    ],
    ['an unknown player', [...files, '--deadline-days', '0', '--player', 'me'], /first-free/],
    ['work that is none', [...files, '--deadline-days', '0', '--work', 'much'], /--work takes a number/],
    ['no game at all', [...files, '--deadline-days', '0', '--rounds', '0'], /--rounds/],
    [
      'one file for two games',
      [...files, '--deadline-days', '0', '--rounds', '2', '--assignments', 'o'],
      /one round/,
    ],
    ['an unknown option', [...files, '--deadline', '0'], /--deadline/],
    [
      'one file for four players',
      [...files, '--deadline-days', '0', '--compare', '--assignments', 'o'],
      /neither/,
    ],
  ] as const)
    it(`refuses ${problem}`, () => {
      expect(() => readCommand(args)).to.throw(UsageError, message);
    });
});

describe('the replay’s hotel', () => {
  it('knows types without rooms, and lists of upgrades that go in a circle', () => {
    const upgrades = { TWN: ['DLX', 'TWN', 'DLX'], DLX: ['TWN'], ROH: ['TWN'] };
    const hotel = replayHotel({ ...hotelFile, upgrades }, [row({ booked: 1, arrival: 2, type: 'P' })]);
    const ids = new Map(hotel.types.map(({ id, name }) => [name, id]));
    expect([...ids.keys()]).to.deep.equal(['TWN', 'DLX', 'ROH', 'P']);
    expect(hotel.upgrades.get(ids.get('TWN')!)).to.deep.equal([ids.get('DLX')]);
    expect(hotel.upgrades.get(ids.get('DLX')!)).to.deep.equal([ids.get('TWN')]);
    expect(hotel.upgrades.has(ids.get('P')!)).to.equal(false);
  });
  it('has no two rooms of one number', () => {
    const rooms = [...hotelFile.rooms, { room: 'T1', type: 'DLX' }];
    expect(() => replayHotel({ ...hotelFile, rooms }, [])).to.throw(HotelError, 'T1');
  });
});
