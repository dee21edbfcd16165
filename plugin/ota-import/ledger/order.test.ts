// In which order the messages of a booking apply, and that it does not matter in which order they come.
import { expect } from 'chai';
import fc from 'fast-check';
import type { ReportKind } from '../../domain/booking-report.js';
import { noAgency } from '../../domain/agency.js';
import { bookingNumber, messageId } from '../../domain/ids.js';
import type { LedgerEntry, MessageStatus } from './entry.js';
import {
  booksAgain,
  isOvertaken,
  missingReportNumbers,
  orderOf,
  placeOf,
  settledBy,
  withTurns,
  wokenBy,
} from './order.js';

const message = (id: number, facts: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ...{
    id: messageId(id),
    bookingNumber: bookingNumber('B'),
    receivedAt: new Date(0),
    attempts: 0,
    systemTries: 0,
  },
  ...{ dataId: `id of ${id}`, version: undefined, sent: undefined, kind: 'change', status: 'pending' },
  ...{ failureCode: undefined, effect: undefined, turnAfter: undefined, agency: noAgency },
  ...facts,
});
const versioned = (id: number, version: number, facts: Partial<LedgerEntry> = {}) =>
  message(id, { dataId: `B-${version}`, version, ...facts });
const ids = (list: readonly LedgerEntry[]) => list.map(({ id }) => id as number);
const inOrder = (...entries: readonly LedgerEntry[]) => ids(entries.toSorted(orderOf(entries)));

describe('the messages of a booking', () => {
  const sent = ['2027-01-20', '2027-01-19', '2027-01-21'] as const;

  it('go by version where all are versions of one key', () => {
    expect(inOrder(versioned(1, 10), versioned(2, 9), versioned(3, 11))).to.deep.equal([2, 1, 3]);
  });

  it('go by their DataIDs where all are numbers of one length', () => {
    const numbered = (...dataIds: string[]) => dataIds.map((dataId, i) => message(i + 1, { dataId }));
    expect(inOrder(...numbered('20161205000000017', '20161205000000016'))).to.deep.equal([2, 1]);
    expect(inOrder(...numbered('100', '99'))).to.deep.equal([1, 2]);
  });

  it('go by when they were sent where one of them says nothing else', () => {
    const mixed = [versioned(1, 2), versioned(2, 1), message(3, { dataId: '20161205' })];
    expect(inOrder(...mixed.map((one, i) => ({ ...one, sent: sent[i] })))).to.deep.equal([2, 1, 3]);
  });

  it('go by when they were sent where they are versions of several keys', () => {
    const keys = [versioned(1, 2), message(2, { dataId: 'C-1', version: 1 })];
    expect(inOrder(...keys.map((one, i) => ({ ...one, sent: sent[i] })))).to.deep.equal([2, 1]);
    expect(inOrder(...keys)).to.deep.equal([1, 2]);
  });

  it('go by receipt where one of them does not say when it was sent', () => {
    expect(inOrder(message(1, { sent: sent[0] }), message(2, { sent: sent[1] }), message(3))).to.deep.equal([
      1, 2, 3,
    ]);
  });

  it('go by receipt where they were sent on one day, as far as all of them say', () => {
    const at = (id: number, time = '') => message(id, { sent: `${sent[0]}${time}` });
    expect(inOrder(at(1, 'T09:00:00'), at(2, 'T08:00:00'))).to.deep.equal([2, 1]);
    expect(inOrder(at(1, 'T09:00:00'), at(2, 'T08:00:00'), at(3))).to.deep.equal([1, 2, 3]);
  });

  it('are not put in another order by one that is too damaged to have an id', () => {
    const damaged = message(2, { dataId: undefined, status: 'failed', failureCode: 'xml_malformed' });
    const all = [versioned(1, 2), damaged, versioned(3, 1)];
    expect(ids(settledBy(all[0]!, [damaged, all[2]!], orderOf(all)))).to.deep.equal([3]);
    expect(ids(settledBy(all[2]!, [all[0]!, damaged], orderOf(all)))).to.deep.equal([2]);
  });
});

describe('what follows from the order of a booking', () => {
  const among = <T>(
    rule: (one: LedgerEntry, others: readonly LedgerEntry[], order: ReturnType<typeof orderOf>) => T,
    one: LedgerEntry,
    others: readonly LedgerEntry[],
  ): T => {
    const turns = withTurns(one, others);
    return rule(one, turns, orderOf([one, ...turns]));
  };

  it('a new booking comes before what waits for it, or was given up, where only receipt speaks', () => {
    const booking = message(2, { kind: 'new' });
    for (const kind of ['change', 'cancellation'] as const)
      for (const orphan of [
        message(1, { status: 'waiting', kind }),
        message(1, { status: 'failed', kind, failureCode: 'booking_unknown' }),
      ]) {
        expect(among(settledBy, booking, [orphan])).to.deep.equal([]);
        const [woken] = among(wokenBy, booking, [orphan]);
        expect(woken).to.include({ id: 1, turnAfter: 2 });
        expect(among(isOvertaken, woken!, [{ ...booking, status: 'imported', effect: 1 }])).to.equal(false);
        expect(ids(among(settledBy, woken!, [booking]))).to.deep.equal([2]);
      }
  });

  it('what came too early for its booking keeps its turn, whatever becomes of it then', () => {
    const booking = message(2, { kind: 'new', status: 'imported', effect: 1 });
    const early = message(1, { turnAfter: booking.id, failureCode: 'no_availability' });
    expect(among(isOvertaken, early, [booking])).to.equal(false);
  });

  it('a new booking comes after a cancellation that was applied, or that was sent earlier', () => {
    const again = message(2, { kind: 'new', sent: '2027-01-21' });
    const cancellation = { kind: 'cancellation', sent: '2027-01-20' } as const;
    const applied = message(1, { ...cancellation, sent: '2027-01-21', status: 'imported', effect: 2 });
    expect(among(isOvertaken, again, [applied])).to.equal(false);
    expect(ids(among(settledBy, again, [message(1, { ...cancellation, status: 'waiting' })]))).to.deep.equal([
      1,
    ]);
  });

  it('a message is overtaken by a later one that has taken effect, by no other', () => {
    for (const status of ['pending', 'waiting', 'failed', 'superseded', 'ignored'] as const)
      expect(among(isOvertaken, versioned(1, 1), [versioned(2, 2, { status })]), status).to.equal(false);
    const applied = versioned(1, 2, { status: 'imported', effect: 1 });
    expect(among(isOvertaken, versioned(2, 1), [applied])).to.equal(true);
    expect(among(isOvertaken, versioned(2, 3), [applied])).to.equal(false);
  });

  it('only the last that took effect counts, though another order has come to light since', () => {
    const first = message(1, {
      dataId: 'B-2',
      version: 2,
      status: 'imported',
      effect: 1,
      sent: '2027-01-22',
    });
    const last = message(2, { dataId: 'B-3', version: 3, status: 'imported', effect: 2, sent: '2027-01-20' });
    const other = message(3, { dataId: 'other', sent: '2027-01-21' });
    expect(among(isOvertaken, other, [first, last])).to.equal(false);
  });

  it('a success settles earlier ones that have not taken effect, failed ones too', () => {
    const others = [
      versioned(1, 1, { status: 'failed' }),
      versioned(2, 2, { status: 'waiting' }),
      versioned(3, 3, { status: 'imported', effect: 1 }),
      versioned(4, 4, { status: 'retrying' }),
      versioned(6, 6),
      versioned(7, 2, { status: 'ignored' }),
      versioned(8, 3, { status: 'received' }),
    ];
    expect(ids(among(settledBy, versioned(5, 5), others))).to.deep.equal([1, 2, 4, 8]);
  });

  it('a success wakes later ones that waited for it', () => {
    const others = [
      versioned(1, 3, { status: 'waiting' }),
      versioned(2, 1, { status: 'waiting' }),
      versioned(3, 4, { status: 'failed' }),
      versioned(5, 5),
      versioned(6, 9, { status: 'failed', kind: 'cancellation', failureCode: 'booking_unknown' }),
    ];
    expect(ids(among(wokenBy, versioned(4, 2), others))).to.deep.equal([1, 6]);
  });
});

/** Messages of one booking with all that the order goes by, few values each, so that ties are common. */
const entries = fc
  .array(
    fc.record({
      dataId: fc.constantFrom('B-1', 'B-2', 'B-3', 'C-1', 'C-2', '100', '101', '99', 'word'),
      sent: fc.constantFrom(
        undefined,
        '2027-01-20',
        '2027-01-21',
        '2027-01-20T09:00:00',
        '2027-01-20T08:00:00',
      ),
      kind: fc.constantFrom<ReportKind>('new', 'change', 'cancellation'),
      status: fc.constantFrom<MessageStatus>('pending', 'waiting', 'failed', 'imported'),
      turnAfter: fc.option(fc.integer({ min: 1, max: 8 }).map(messageId), { nil: undefined }),
    }),
    { minLength: 3, maxLength: 8 },
  )
  .map((list) =>
    list.map((facts, i) => {
      const version = /-(\d)$/.exec(facts.dataId)?.[1];
      return message(i + 1, { ...facts, version: version === undefined ? undefined : Number(version) });
    }),
  );

describe('the order of a booking’s messages', () => {
  const sign = (number: number) => Math.sign(number) + 0;

  it('is total, antisymmetric and transitive, whatever they say of themselves', () => {
    fc.assert(
      fc.property(entries, (all) => {
        const order = orderOf(all);
        for (const a of all)
          for (const b of all) {
            expect(sign(order(a, b))).to.equal(sign(-order(b, a)));
            expect(order(a, b) === 0).to.equal(a === b);
            for (const c of all)
              if (order(a, b) < 0 && order(b, c) < 0) expect(order(a, c)).to.be.lessThan(0);
          }
      }),
      { seed: 20270309, numRuns: 500 },
    );
  });

  it('does not depend on the order of receipt but where receipt decides', () => {
    const withArrival = entries.chain((all) =>
      fc.record({
        all: fc.constant(all),
        arrival: fc.shuffledSubarray([...all.keys()], { minLength: all.length }),
      }),
    );
    fc.assert(
      fc.property(withArrival, ({ all, arrival }) => {
        const plain = all.map((one) => ({ ...one, turnAfter: undefined }));
        const reversed = plain.map((one) => ({ ...one, id: messageId(plain.length + 1 - one.id) }));
        const shuffled = plain.map((one, i) => ({ ...one, id: messageId(arrival[i]! + 1) }));
        for (const [i, a] of plain.entries())
          for (const [j, b] of plain.entries()) {
            const said = sign(orderOf(plain)(a, b));
            // Whom receipt alone tells apart change places when they arrive the other way round.
            if (sign(orderOf(reversed)(reversed[i]!, reversed[j]!)) !== said) continue;
            expect(sign(orderOf(shuffled)(shuffled[i]!, shuffled[j]!))).to.equal(said);
          }
      }),
      { seed: 20270310, numRuns: 300 },
    );
  });
});

/** A booking's life: one new, then changes, and perhaps a cancellation; the versions in order. */
const life = fc
  .record({ changes: fc.nat(4), cancelled: fc.boolean() })
  .map(({ changes, cancelled }): ReportKind[] => [
    ...['new' as const, ...Array.from({ length: changes }, () => 'change' as const)],
    ...(cancelled ? ['cancellation' as const] : []),
  ]);

/** By what the n-th message of a booking's life says that it is the n-th. */
const sayings: Readonly<Record<string, (position: number) => Partial<LedgerEntry>>> = {
  version: (position) => ({ dataId: `B-${position}`, version: position }),
  number: (position) => ({ dataId: String(20270120000 + position) }),
  day: (position) => ({ dataId: `word ${position}`, sent: `2027-01-${20 + position}` }),
};

/**
 * What the PMS holds when the messages come one by one in this order, with the rules of this file about them: the message in force, and
 * what became of each. A change or cancellation without its booking waits; at the end the waiting is over.
 */
function settle(
  kinds: readonly ReportKind[],
  arrival: readonly number[],
  say: (position: number) => Partial<LedgerEntry>,
) {
  const known: LedgerEntry[] = [];
  let inForce: number | undefined;
  let effects = 0;

  const set = (one: LedgerEntry, status: MessageStatus) => {
    const effect = status === 'imported' ? (effects += 1) : undefined;
    known[known.findIndex(({ id }) => id === one.id)] = { ...one, status, effect };
  };
  const attempt = (one: LedgerEntry, waited: boolean): void => {
    const others = withTurns(
      one,
      known.filter(({ id }) => id !== one.id),
    );
    const order = orderOf([one, ...others]);
    if (isOvertaken(one, others, order)) return set(one, 'superseded');
    const settles = settledBy(one, others, order);
    const unknown = inForce === undefined && one.kind !== 'new' && settles.length === 0;
    if (unknown && !waited) return set(one, 'waiting');
    if (unknown && one.kind === 'cancellation') return set(one, 'failed');
    inForce = arrival[one.id - 1];
    set(one, 'imported');
    for (const other of settles) set(other, 'superseded');
    for (const other of wokenBy(one, others, order)) attempt(other, false);
  };

  arrival.forEach((position, received) => {
    const kind = kinds[position - 1]!;
    known.push(message(received + 1, { ...say(position), kind, status: 'received' }));
    attempt(known.at(-1)!, false);
  });
  for (const one of known.filter(({ status }) => status === 'waiting')) attempt(one, true);
  return { inForce, statuses: new Map(known.map(({ id, status }) => [arrival[id - 1], status])) };
}

describe('a booking whose messages come in any order', () => {
  const arrivals = life.chain((kinds) =>
    fc.record({
      kinds: fc.constant(kinds),
      arrival: fc.shuffledSubarray(
        [...kinds.keys()].map((i) => i + 1),
        { minLength: kinds.length },
      ),
    }),
  );
  for (const [what, say] of Object.entries(sayings))
    it(`comes to its last ${what}, with nothing left open and nothing earlier applied after it`, () => {
      fc.assert(
        fc.property(arrivals, ({ kinds, arrival }) => {
          const { inForce, statuses } = settle(kinds, arrival, say);
          expect(inForce).to.equal(kinds.length);
          expect(statuses.get(kinds.length)).to.equal('imported');
          for (const [position, status] of statuses)
            expect(status, `${what} ${position}`).to.be.oneOf(['imported', 'superseded']);
        }),
        { seed: 20270308, numRuns: 300 },
      );
    });
});

describe('a message behind the agency’s cancellation', () => {
  const applied = (effect: number) => ({ status: 'imported', effect }) as const;
  const cancelled = (id: number, dataId: string, facts: Partial<LedgerEntry> = {}) =>
    message(id, { dataId, kind: 'cancellation', ...applied(2), ...facts });

  it('makes the booking again where its version says that it is later', () => {
    const others = [
      versioned(1, 1, { kind: 'new', ...applied(1) }),
      versioned(2, 2, { kind: 'cancellation', ...applied(2) }),
    ];
    expect(booksAgain(versioned(3, 3, { kind: 'new' }), others)).to.equal(true);
    expect(booksAgain(versioned(3, 3), others)).to.equal(true);
    expect(booksAgain(versioned(3, 3, { kind: 'cancellation' }), others)).to.equal(false);
  });

  it('makes it again by receipt alone only as new, and where a new booking had come before', () => {
    const first = message(1, { dataId: 'first', kind: 'new', ...applied(1) });
    const last = message(3, { dataId: 'last', kind: 'new' });
    expect(booksAgain(last, [first, cancelled(2, 'gone')])).to.equal(true);
    expect(booksAgain({ ...last, kind: 'change' }, [first, cancelled(2, 'gone')])).to.equal(false);
    expect(booksAgain(last, [{ ...first, kind: 'change' }, cancelled(2, 'gone')])).to.equal(false);
  });

  it('makes nothing again where something else was applied last', () => {
    const others = [
      cancelled(1, 'gone', applied(1)),
      message(2, { dataId: 'again', kind: 'new', ...applied(2) }),
    ];
    expect(booksAgain(message(3, { dataId: 'c', kind: 'new' }), others)).to.equal(false);
  });

  it('that it came before a new booking by receipt alone stays where it is, if a new one had come first', () => {
    const first = message(1, { dataId: 'first', kind: 'new' });
    const cancellation = message(2, { dataId: 'gone', kind: 'cancellation' });
    const last = message(3, { dataId: 'last', kind: 'new' });
    expect(withTurns(last, [first, cancellation])).to.deep.equal([first, cancellation]);
    expect(withTurns(last, [cancellation])[0]).to.include({ turnAfter: last.id });
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
    ['a hundred at the most', 7, [108], 100],
    ['none where a new numbering begins', 7, [109, 20_280_001, 20_280_003], 1],
  ];
  for (const [what, last, numbers, missing] of cases)
    it(`are ${what}`, () => expect(missingReportNumbers(last, numbers)).to.equal(missing));
});

describe('a message that is older than what stands', () => {
  const first = versioned(1, 1, { kind: 'new', status: 'imported', effect: 1 });
  const older = versioned(2, 2, { status: 'failed', failureCode: 'edited_by_hand' });
  const newer = (facts: Partial<LedgerEntry>) => versioned(3, 3, facts);
  const rejected = { status: 'resolved', rejected: true } as const;
  const standing = (of: LedgerEntry, ...others: LedgerEntry[]) => placeOf(of, others).standing?.id as number;

  for (const [what, facts, stands] of [
    ['held', { status: 'failed', failureCode: 'edited_by_hand' }, undefined],
    ['tried again', { status: 'pending', failureCode: 'no_availability' }, undefined],
    ['waiting for its booking', { status: 'waiting', failureCode: 'booking_unknown' }, undefined],
    ['imported', { status: 'imported', effect: 2 }, 3],
    ['done by a person in the PMS', { status: 'resolved', settlesBooking: true, effect: 2 }, 3],
    ['housed elsewhere', { status: 'resolved', settlesBooking: true }, undefined],
    ['rejected', rejected, 3],
    [
      'rejected, being a second content of one id',
      { ...rejected, failureCode: 'same_id_other_content' },
      undefined,
    ],
    ['ignored', { status: 'ignored' }, undefined],
    ['superseded', { status: 'superseded' }, undefined],
  ] as const) {
    it(`has ${stands ? 'nothing' : 'something'} left to say where the newer one is ${what}`, () => {
      for (const kind of ['new', 'change', 'cancellation'] as const) {
        expect(standing(older, first, newer({ kind, ...facts })), kind).to.equal(stands);
        expect(standing(newer({ kind, ...facts }), first, older), 'the newer one').to.equal(undefined);
      }
    });
  }

  it('has its place whatever contradicts another message of its DataID', () => {
    const doubtful = { failureCode: 'same_id_other_content', dataId: 'OTHER-1', version: 1 } as const;
    const applied = newer({ status: 'imported', effect: 2 });
    for (const status of ['pending', 'failed', 'ignored', 'resolved'] as const)
      for (const kind of ['new', 'change', 'cancellation'] as const) {
        const second = message(9, { ...doubtful, status, kind });
        const early = message(0, { ...doubtful, status, kind });
        for (const others of [[first], [first, applied]])
          expect(placeOf(older, [early, ...others, second])).to.deep.equal(placeOf(older, others));
      }
  });

  it('is kept by the newest of several', () => {
    expect(standing(older, first, newer(rejected), versioned(4, 4, rejected))).to.equal(4);
    expect(
      standing(older, first, newer(rejected), versioned(4, 4, { status: 'imported', effect: 2 })),
    ).to.equal(4);
  });

  it('is not kept by a rejection where nothing of the booking has taken effect: the booking would be lost', () => {
    expect(standing(older, newer(rejected))).to.equal(undefined);
    expect(standing({ ...first, status: 'pending' }, newer(rejected))).to.equal(undefined);
  });

  it('is the older one by their order, not by receipt', () => {
    expect(standing(versioned(9, 2), first, newer(rejected))).to.equal(3);
    expect(standing(versioned(2, 9), first, newer(rejected))).to.equal(undefined);
  });
});
