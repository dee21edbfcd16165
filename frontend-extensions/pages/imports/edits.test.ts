// Corrections of a message: only what differs is sent, and rooms come with all their nights.
import { expect } from 'chai';
import { type EditForm, editsOf, isComplete } from './edits.js';

const before: EditForm = {
  ...{ guestName: '', guestKana: 'ﾐﾅﾄ', checkIn: '2027-02-01', checkOut: '2027-02-03', people: 2 },
  rooms: [{ roomCode: 'TWN', people: 2, price: 9000 }],
};

describe('corrections of a message', () => {
  it('are none where nothing was changed', () => {
    expect(editsOf(structuredClone(before), before)).to.deep.equal({});
  });

  it('say what was filled in, without what was left blank', () => {
    expect(editsOf({ ...before, guestName: ' 港 花子 ', guestKana: '' }, before)).to.deep.equal({
      guestName: '港 花子',
    });
  });

  it('bring every night of every room where dates or rooms were changed', () => {
    const night = { roomCode: 'TWN', people: 2, price: 9000 };
    expect(editsOf({ ...before, checkOut: '2027-02-02' }, before)).to.deep.equal({
      checkOut: '2027-02-02',
      rooms: [[{ date: '2027-02-01', ...night }]],
    });
    const two = [...before.rooms, { roomCode: 'SGL', people: 1, price: 0 }];
    expect(editsOf({ ...before, rooms: two }, before).rooms?.map((room) => room.length)).to.deep.equal([
      2, 2,
    ]);
  });

  it('give a day use one entry a room', () => {
    expect(editsOf({ ...before, checkOut: '2027-02-01' }, before).rooms).to.deep.equal([
      [{ date: '2027-02-01', roomCode: 'TWN', people: 2, price: 9000 }],
    ]);
  });

  it('cannot be sent while a room lacks something, or the dates are none', () => {
    expect(isComplete(before)).to.be.true;
    expect(isComplete({ ...before, rooms: [{ roomCode: '', people: 1, price: 1 }] })).to.be.false;
    expect(isComplete({ ...before, rooms: [{ roomCode: 'A', people: null, price: 1 }] })).to.be.false;
    expect(isComplete({ ...before, checkOut: '2027-01-01' })).to.be.false;
    expect(isComplete({ ...before, checkIn: '', rooms: [] })).to.be.true;
  });
});
