// What a person made of a reservation, fitted to the nights and notes that the PMS's edit has left.
import { expect } from 'chai';
import { stateNight, stateOf } from '../../../../test/support/reservation-states.js';
import { roomId } from '../../../domain/ids.js';
import type { KeptPart, ReservationState } from '../../../domain/reservation-state.js';
import { guestsToKeep, notesToKeep, parkingToKeep, withoutSpot } from './kept.js';

const parked = { parked: [{ spot: 7, vehicleCategory: null, status: 'confirmed' }] };
const put = (
  before: Partial<ReservationState>,
  after: Partial<ReservationState>,
  parts: readonly KeptPart[] = [],
  contested: readonly KeptPart[] = [],
) => ({ before: stateOf({}, before), after: stateOf({}, after), parts, contested });

describe('notes that a person wrote', () => {
  const cases: readonly (readonly [
    what: string,
    ...of: Parameters<typeof notesToKeep>,
    expected: string | null,
  ])[] = [
    ['stand as they were', put({ comment: 'a\nb' }, { comment: 'a' }, ['notes']), [], 'a\nb'],
    [
      'take up what the agency says anew',
      put({ comment: 'a\nb' }, { comment: 'a\nc' }, ['notes'], ['notes']),
      [],
      'a\nb\nc',
    ],
    ['are the agency’s where nobody wrote any', put({ comment: 'a' }, { comment: 'c' }), [], 'c'],
    ['stay none where they were taken away', put({ comment: null }, { comment: 'a' }, ['notes']), [], null],
    [
      'say what else the agency changed',
      put({}, { comment: 'a', arrival: '18:30:00' }, ['arrival'], ['arrival']),
      [],
      'a\n【予約サイトの変更】到着時刻：18:30',
    ],
    [
      'say a thing once',
      put(
        { comment: '【予約サイトの変更】到着時刻：18:30' },
        { arrival: '18:30:00' },
        ['notes', 'arrival'],
        ['arrival'],
      ),
      [],
      '【予約サイトの変更】到着時刻：18:30',
    ],
    [
      'say where nobody can park',
      put({}, {}, ['parking']),
      withoutSpot(['2027-02-01']),
      '【要対応】駐車場：2027-02-01 は同じ区画が空いていないため、手配し直してください。',
    ],
  ];
  for (const [what, one, more, expected] of cases)
    it(what, () => expect(notesToKeep(one, more)).to.equal(expected));
});

describe('guests that a person named', () => {
  const inRoom = (date: string, room: number, guests: readonly string[]) =>
    stateNight(date, { id: `${date} ${room}`, roomId: roomId(room), guests });

  it('are in their room, on nights that are new too', () => {
    const before = [inRoom('2027-02-01', 101, ['a']), inRoom('2027-02-01', 102, ['b'])];
    const after = [...before, inRoom('2027-02-02', 101, []), inRoom('2027-02-02', 102, [])];
    const guests = guestsToKeep(put({ nights: before }, { nights: after }, ['guests']));
    expect(guests.map(({ night, client }) => `${night} ${client}`)).to.deep.equal([
      '2027-02-01 101 a',
      '2027-02-01 102 b',
      '2027-02-02 101 a',
      '2027-02-02 102 b',
    ]);
  });

  it('go along to another room, and to other dates', () => {
    const after = [inRoom('2027-03-05', 103, ['x'])];
    const guests = guestsToKeep(
      put({ nights: [inRoom('2027-02-01', 101, ['a'])] }, { nights: after }, ['guests']),
    );
    expect(guests).to.deep.equal([{ night: '2027-03-05 103', client: 'a' }]);
  });

  it('go each to a room of their own where all rooms are others', () => {
    const inBoth = (date: string, first: number, guests: readonly (readonly string[])[]) =>
      guests.map((ofRoom, i) => inRoom(date, first + i, ofRoom));
    const before = ['2027-02-01', '2027-02-02'].flatMap((date) => inBoth(date, 101, [['a'], ['b']]));
    const after = ['2027-02-02', '2027-02-03'].flatMap((date) => inBoth(date, 201, [[], []]));
    const guests = guestsToKeep(put({ nights: before }, { nights: after }, ['guests']));
    expect(guests.map(({ night, client }) => `${night} ${client}`)).to.deep.equal([
      '2027-02-02 201 a',
      '2027-02-02 202 b',
      '2027-02-03 201 a',
      '2027-02-03 202 b',
    ]);
  });
});

describe('parking that a person gave', () => {
  const dates = (before: ReservationState['nights'], after: ReservationState['nights']) =>
    parkingToKeep(put({ nights: before }, { nights: after }, ['parking'])).map(({ date }) => date);
  const bare = ['2027-02-01', '2027-02-02', '2027-02-03'].map((date) => stateNight(date));
  const full = bare.map((night) => ({ ...night, ...parked }));

  it('is there again on the nights that it had', () =>
    expect(dates([full[0]!, bare[1]!], bare.slice(0, 2))).to.deep.equal(['2027-02-01']));

  it('is there on nights that are new, where every night had it', () => {
    expect(dates(full.slice(0, 2), bare)).to.deep.equal(['2027-02-01', '2027-02-02', '2027-02-03']);
    expect(dates([full[0]!, bare[1]!], bare)).to.deep.equal(['2027-02-01']);
    expect(dates(full.slice(0, 1), bare.slice(1))).to.deep.equal(['2027-02-02', '2027-02-03']);
  });

  it('is not given twice where the PMS has given some', () =>
    expect(dates(full, [full[0]!, bare[1]!])).to.deep.equal(['2027-02-02']));
});
