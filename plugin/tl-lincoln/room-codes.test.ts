// Which room codes a report names, and how.
import { expect } from 'chai';
import type { XmlTree } from '../domain/booking-report.js';
import { namedRoomCodes } from './room-codes.js';

const room = (RoomTypeCode: string, RoomTypeName: string) => ({
  RoomInformation: { RoomTypeCode, RoomTypeName },
});
const document = (...rooms: XmlTree[]): XmlTree => ({ RoomAndGuestInformation: { RoomAndGuestList: rooms } });
const shown = (tree: XmlTree) => namedRoomCodes(tree).map(({ code, name }) => `${code}=${name}`);

describe('the room codes of a report', () => {
  it('are each there once under each of its names', () => {
    const rooms = [room('A', '禁煙'), room('A', '禁煙'), room('A', '喫煙'), room('B', '')];
    expect(shown(document(...rooms))).to.deep.equal(['A=禁煙', 'A=喫煙', 'B=']);
  });

  it('are none of a room without a code, and none too long for one', () => {
    expect(shown(document(room('', '禁煙'), 'text', room('x'.repeat(101), '禁煙')))).to.deep.equal([]);
    expect(shown('text')).to.deep.equal([]);
  });

  it('have names that a database takes', () => {
    const [long] = namedRoomCodes(document(room('A', `${'あ'.repeat(99)}𠮷`)));
    expect(long!.name).to.have.length(100);
    expect(long!.name.isWellFormed()).to.equal(true);
    expect(shown(document(room('A\0', '\0\ud842')))).to.deep.equal(['A=\ufffd']);
  });
});
