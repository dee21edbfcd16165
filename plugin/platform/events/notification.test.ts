// A channel that any role may write to: what is ours is read, everything else is left out and never thrown at anyone.
import { expect } from 'chai';
import { recordedLog } from '../../../test/support/platform.js';
import { rareWarning, readNotification } from './notification.js';

const good = { hotelId: 1, topic: 'pool', version: 7 };

describe('a notification', () => {
  it('is read where it is an event of ours, without what else it carries', () => {
    expect(readNotification(JSON.stringify({ ...good, more: 'x' }))).to.deep.equal(good);
  });

  const strange: Record<string, string> = {
    'no text': '',
    'a word': 'hello',
    'half an object': '{"hotelId":1,',
    null: 'null',
    'a list': '[1,2]',
    'a number': '5',
    'a deep list': '['.repeat(4000),
    'a hotel as text': JSON.stringify({ ...good, hotelId: '1' }),
    'a hotel no database holds': JSON.stringify({ ...good, hotelId: 2 ** 31 }),
    'a fraction': JSON.stringify({ ...good, version: 1.5 }),
    'a huge version': '{"hotelId":1,"topic":"pool","version":1e300}',
    'a version beyond whole numbers': '{"hotelId":1,"topic":"pool","version":9007199254740993}',
    'a negative version': JSON.stringify({ ...good, version: -1 }),
    'another topic': JSON.stringify({ ...good, topic: 'guests' }),
    'a prototype': '{"__proto__":{"hotelId":1,"topic":"pool","version":7}}',
    'a constructor as topic': JSON.stringify({ ...good, topic: 'constructor' }),
  };
  for (const [what, payload] of Object.entries(strange))
    it(`is left out where it is ${what}`, () => {
      expect(readNotification(payload)).to.equal(undefined);
    });

  it('of a stranger is told of once, however many come', () => {
    const { logger, lines } = recordedLog();
    const warning = rareWarning(logger);
    for (let i = 0; i < 1000; i += 1) warning.heard(5);
    expect(lines).to.have.length(1);
  });
});
