// How messages become outputs, and what the faults of messages do to them.
import { expect } from 'chai';
import { seededRandom } from '../../dev/bookings/random.js';
import { createDice, noFaults, type Faults } from './faults.js';
import type { Message } from './messages.js';
import { createOutbox } from './outbox.js';

const message = (name: string): Message => ({ dataId: name, xml: `<${name}/>` });
const all = (names: string) => [...names].map(message);

function outboxWith(faults: Partial<Faults>, seed = 1) {
  const random = seededRandom(seed);
  const dice = createDice({ ...noFaults(), ...faults }, random);
  const garbage: Message[] = [];
  const onGarbage = (made: Message) => garbage.push(made);
  const outbox = createOutbox({ name: 'hotel', messagesPerOutput: 3, random, dice, onGarbage });
  /** Confirms each output and gives their messages' ids. */
  const drain = () => {
    const outputs: string[] = [];
    for (let output = outbox.current(); output; output = outbox.current()) {
      outputs.push(output.messages.map(({ dataId }) => dataId ?? '?').join(''));
      outbox.confirm(output.id);
    }
    return outputs;
  };
  return { outbox, drain, dice, garbage };
}

describe('an outbox', () => {
  it('makes outputs of a few messages, each with an id of its own', () => {
    const { outbox, drain } = outboxWith({});
    outbox.add(all('abcde'));
    const first = outbox.current();
    expect(first?.id).to.equal('hotel-000001');
    expect(drain()).to.deep.equal(['abc', 'de']);
    expect(outbox).to.include({ outputs: 2, unconfirmed: 0, waiting: 0 });
  });

  it('does not change an output that is not confirmed, whatever comes', () => {
    const { outbox } = outboxWith({});
    outbox.add(all('a'));
    const before = outbox.current();
    outbox.add(all('b'));
    expect(outbox.current()).to.equal(before);
    expect(outbox).to.include({ outputs: 1, unconfirmed: 1, waiting: 1 });
  });

  it('sends a message again in a later output', () => {
    const { outbox, drain } = outboxWith({ duplicate: { probability: 1, budget: 2 } });
    outbox.add(all('abcd'));
    expect(drain()).to.deep.equal(['abc', 'dab']);
  });

  it('lets a message overtake the one before it, within what was delivered together', () => {
    const { outbox, drain } = outboxWith({ reorder: { probability: 1, budget: 1 } });
    outbox.add(all('a'));
    outbox.add(all('bc'));
    expect(drain()).to.deep.equal(['acb']);
  });

  it('adds garbage without losing a message', () => {
    const { outbox, drain, garbage } = outboxWith({ garbageMessage: { probability: 1, budget: 1 } });
    outbox.add(all('abcd'));
    const sent = drain().join('');
    expect(sent).to.have.lengthOf(5).and.to.include('?');
    expect(sent.replace('?', '')).to.equal('abcd');
    expect(garbage).to.have.lengthOf(1);
  });

  it('does the same for the same seed', () => {
    const run = (seed: number) => {
      const half = { probability: 0.5, budget: 20 };
      const { outbox, drain } = outboxWith({ duplicate: { ...half }, reorder: { ...half } }, seed);
      outbox.add(all('abcdefghij'));
      return drain().join('|');
    };
    expect(run(5)).to.equal(run(5));
    expect(run(5)).to.not.equal(run(6));
  });

  it('comes to an end of its faults', () => {
    const { outbox, drain, dice } = outboxWith({ duplicate: { probability: 1, budget: 100 } });
    outbox.add(all('abc'));
    drain();
    expect(dice.struck.duplicate).to.equal(100);
  });
});
