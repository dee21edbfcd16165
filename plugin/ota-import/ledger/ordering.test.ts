// In which order the messages of a booking apply, and that it does not matter in which order they come.
import { expect } from 'chai';
import fc from 'fast-check';
import type { ReportKind } from '../../domain/booking-report.js';
import { messageId } from '../../domain/ids.js';
import {
  comesBefore,
  isOvertaken,
  type MessageStatus,
  missingReportNumbers,
  settledBy,
  type Sibling,
  wokenBy,
} from './ordering.js';

const message = (
  id: number,
  version?: number,
  status: MessageStatus = 'pending',
  kind: ReportKind = 'change',
  rest: Partial<Sibling> = {},
): Sibling => ({
  ...{ id: messageId(id), dataId: undefined, version, status, failureCode: undefined, kind },
  ...rest,
});
const ids = (list: readonly Sibling[]) => list.map(({ id }) => id as number);

describe('messages of one booking', () => {
  it('go by version where both have one, else by receipt', () => {
    expect(comesBefore(message(2, 1), message(1, 2))).to.equal(true);
    expect(comesBefore(message(1, 2), message(2, 1))).to.equal(false);
    expect(comesBefore(message(1, 1), message(2, 1))).to.equal(true);
    expect(comesBefore(message(1), message(2))).to.equal(true);
    expect(comesBefore(message(1, 9), message(2))).to.equal(true);
  });

  it('go by DataIDs that are rising numbers of one length', () => {
    const numbered = (id: number, dataId: string) => message(id, undefined, 'pending', 'change', { dataId });
    expect(comesBefore(numbered(1, '20161205000000017'), numbered(2, '20161205000000016'))).to.equal(false);
    expect(comesBefore(numbered(2, '20161205000000016'), numbered(1, '20161205000000017'))).to.equal(true);
    expect(comesBefore(numbered(1, '100'), numbered(2, '99'))).to.equal(true);
    expect(comesBefore(numbered(1, 'B7'), numbered(2, 'A7'))).to.equal(true);
  });

  it('have their new booking before them where only receipt speaks and they wait for it, or were given up', () => {
    const booking = message(2, undefined, 'received', 'new');
    const given = { failureCode: 'booking_unknown' };
    for (const kind of ['change', 'cancellation'] as const)
      for (const orphan of [
        message(1, undefined, 'waiting', kind),
        message(1, undefined, 'failed', kind, given),
      ]) {
        expect(settledBy(booking, [orphan])).to.deep.equal([]);
        expect(ids(wokenBy(booking, [orphan]))).to.deep.equal([1]);
        expect(isOvertaken(orphan, [{ ...booking, status: 'imported' }])).to.equal(false);
        expect(ids(settledBy(orphan, [{ ...booking, status: 'pending' }]))).to.deep.equal([2]);
      }
    const applied = message(1, undefined, 'imported', 'cancellation');
    expect(isOvertaken(applied, [{ ...booking, status: 'imported' }])).to.equal(true);
  });

  it('are overtaken by a later one that has taken effect, by no other', () => {
    for (const status of ['pending', 'waiting', 'failed', 'superseded', 'ignored'] as const)
      expect(isOvertaken(message(1, 1), [message(2, 2, status)]), status).to.equal(false);
    expect(isOvertaken(message(2, 1), [message(1, 2, 'imported')])).to.equal(true);
    expect(isOvertaken(message(2, 3), [message(1, 2, 'imported')])).to.equal(false);
  });

  it('settle earlier ones that have not taken effect, failed ones too', () => {
    const others = [
      ...[
        message(1, 1, 'failed'),
        message(2, 2, 'waiting'),
        message(3, 3, 'imported'),
        message(4, 4, 'retrying'),
      ],
      ...[message(6, 6, 'pending'), message(7, 2, 'ignored'), message(8, 3, 'received')],
    ];
    expect(ids(settledBy(message(5, 5), others))).to.deep.equal([1, 2, 4, 8]);
  });

  it('wake later ones that waited for them', () => {
    const others = [
      message(1, 3, 'waiting'),
      message(2, 1, 'waiting'),
      message(3, 4, 'failed'),
      message(5, 5, 'pending'),
      message(6, 9, 'failed', 'cancellation', { failureCode: 'booking_unknown' }),
    ];
    expect(ids(wokenBy(message(4, 2), others))).to.deep.equal([1, 6]);
  });
});

/** A booking's life: one new, then changes, and perhaps a cancellation; the versions in order. */
const life = fc
  .record({ changes: fc.nat(4), cancelled: fc.boolean() })
  .map(({ changes, cancelled }): ReportKind[] => [
    ...['new' as const, ...Array.from({ length: changes }, () => 'change' as const)],
    ...(cancelled ? ['cancellation' as const] : []),
  ]);

/**
 * What the PMS holds when the messages come one by one in this order, with the rules of this file about them: the version in force, and
 * what became of each. A change or cancellation without its booking waits; at the end the waiting is over.
 */
function settle(kinds: readonly ReportKind[], arrival: readonly number[]) {
  const known: Sibling[] = [];
  let inForce: number | undefined;

  const set = (one: Sibling, status: MessageStatus) => {
    known[known.findIndex(({ id }) => id === one.id)] = { ...one, status };
  };
  const attempt = (one: Sibling, waited: boolean): void => {
    const others = known.filter(({ id }) => id !== one.id);
    if (isOvertaken(one, others)) return set(one, 'superseded');
    const settles = settledBy(one, others);
    const unknown = inForce === undefined && one.kind !== 'new' && settles.length === 0;
    if (unknown && !waited) return set(one, 'waiting');
    if (unknown && one.kind === 'cancellation') return set(one, 'failed');
    inForce = one.version;
    set(one, 'imported');
    for (const other of settles) set(other, 'superseded');
    for (const other of wokenBy(one, others)) attempt(other, false);
  };

  arrival.forEach((version, position) => {
    known.push(message(position + 1, version, 'received', kinds[version - 1]));
    attempt(known.at(-1)!, false);
  });
  for (const one of known.filter(({ status }) => status === 'waiting')) attempt(one, true);
  return { inForce, statuses: new Map(known.map(({ version, status }) => [version, status])) };
}

describe('a booking whose messages come in any order', () => {
  it('comes to its last version, with nothing left open and nothing earlier applied after it', () => {
    const arrivals = life.chain((kinds) =>
      fc.record({
        kinds: fc.constant(kinds),
        arrival: fc.shuffledSubarray(
          [...kinds.keys()].map((i) => i + 1),
          { minLength: kinds.length },
        ),
      }),
    );
    fc.assert(
      fc.property(arrivals, ({ kinds, arrival }) => {
        const { inForce, statuses } = settle(kinds, arrival);
        expect(inForce).to.equal(kinds.length);
        expect(statuses.get(kinds.length)).to.equal('imported');
        for (const [version, status] of statuses)
          expect(status, `version ${version}`).to.be.oneOf(['imported', 'superseded']);
      }),
      { seed: 20270308, numRuns: 500 },
    );
  });
});

describe('gaps in the report numbers of an agency', () => {
  const cases: readonly (readonly [
    what: string,
    last: number | undefined,
    numbers: readonly number[],
    missing: number,
  ])[] = [
    ['none at the first sight of an agency', undefined, [7], 0],
    ['none where they go on', 7, [8, 9], 0],
    ['those between the last and the next', 7, [10], 2],
    ['those within one delivery', undefined, [7, 10, 12], 3],
    ['none for numbers out of order', 7, [9, 8], 0],
    ['none for a number seen before', 7, [5, 7, 8], 0],
    ['none where a delivery holds a number twice', 7, [8, 8, 9], 0],
    ['none without numbers', 7, [], 0],
  ];
  for (const [what, last, numbers, missing] of cases)
    it(`are ${what}`, () => expect(missingReportNumbers(last, numbers)).to.equal(missing));
});
