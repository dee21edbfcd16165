import { expect } from 'chai';
import type { StayWithoutRoom } from '../../../api/without-room.js';
import { assigning, canBe, settling, upgrading } from './way-out.js';

const room = { id: 41, number: '501', type: { id: 4, name: '和室' } };
const upgrade = { room, costPerNight: 2_500, reason: { key: 'proposal.upgrade', params: {} } };
const stay = {
  plan: { id: 1, slot: 1 },
  fits: null,
  upgrades: [upgrade],
  message: { id: 9, actions: [{ action: 'import', permission: 'operate' }] },
} as unknown as StayWithoutRoom;

describe('a way out of 部屋未定', () => {
  it('proposes a room for the stay’s own room of the booking, and for no other', () => {
    const proposed = { slot: 1, roomId: 41 };
    expect(upgrading(stay, upgrade)).to.deep.equal({ kind: 'upgrade', messageId: 9, proposed });
    expect(assigning({ ...stay, fits: room })).to.deep.equal({ kind: 'assign', messageId: 9, proposed });
  });

  it('proposes no room where none would fit', () => {
    expect(assigning(stay)).to.deep.equal({ kind: 'assign', messageId: 9, proposed: undefined });
  });

  it('is what the message allows as it stands', () => {
    expect(canBe(stay, 'import')).to.equal(true);
    expect(canBe(stay, 'resolve')).to.equal(false);
  });

  it('is not there without a message', () => {
    const alone = { ...stay, message: null };
    expect(canBe(alone, 'import')).to.equal(false);
    expect([assigning(alone), upgrading(alone, upgrade), settling(alone, 'housed_elsewhere')]).to.deep.equal([
      ...[undefined, undefined, undefined],
    ]);
  });
});
