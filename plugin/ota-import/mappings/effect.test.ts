// Which waiting messages a mapping frees, and which are tried again.
import { expect } from 'chai';
import { agencyKey } from '../../domain/agency.js';
import { messageId, roomTypeId } from '../../domain/ids.js';
import { effectOn } from './effect.js';
import { type Mapping, meanings } from './mapping.js';

const mapping = (changes: Partial<Mapping>): Mapping => ({
  ...{ id: 1, version: 1, agency: undefined, code: 'A', typeId: roomTypeId(2) },
  ...{ smoking: 'unspecified', attributes: [], active: true },
  ...changes,
});
const waiting = (
  [
    ['空旅', ['A']],
    ['空旅', ['A', 'B']],
    ['みなと旅行', ['A']],
    ['みなと旅行', ['M']],
    ['', ['A']],
    ['空旅', []],
  ] as const
).map(([agency, codes], i) => ({ id: messageId(i), agency, codes, changing: undefined, isHeld: false }));
const master = new Map([['M', roomTypeId(1)]]);
const any = mapping({});
const own = mapping({ agency: '㈱空旅' });

const cases: readonly (readonly [
  what: string,
  before: readonly Mapping[],
  after: readonly Mapping[],
  retried: readonly number[],
  frees: number,
])[] = [
  ['of any agency frees all but who has another unknown code', [], [any], [0, 1, 2, 4], 3],
  ['of one agency frees its messages', [], [own], [0, 1], 1],
  ['of the last unknown code frees the rest', [any], [any, mapping({ code: 'B' })], [1], 1],
  ['over the master has those tried that wait for its type', [], [mapping({ code: 'M' })], [3], 1],
  ['that goes has them told that the code is unknown', [any], [], [0, 1, 2, 4], 0],
  ['that is switched off does the same', [any], [{ ...any, active: false }], [0, 1, 2, 4], 0],
  ['that sells other smoking has them tried', [any], [{ ...any, smoking: 'smoking' }], [0, 1, 2, 4], 3],
  ['that says in words what was meant changes nothing', [any], [{ ...any, smoking: 'non_smoking' }], [], 0],
  ['behind an agency’s own changes nothing for it', [own], [own, any], [2, 4], 2],
  ['of other attributes changes nothing', [any], [{ ...any, attributes: ['海側'] }], [], 0],
];

describe('a mapping', () => {
  for (const [what, before, after, retried, frees] of cases)
    it(what, () => {
      const [was, is] = [before, after].map((list) =>
        meanings(list, master, { smokingDefault: 'non_smoking', agencyOf: agencyKey }),
      );
      expect(effectOn(waiting, was!, is!)).to.deep.equal({ retried, frees });
    });

  it('frees what is held since its codes differ only where all of them mean the same', () => {
    const held = [{ id: messageId(9), agency: '空旅', codes: ['A', 'B'], changing: undefined, isHeld: true }];
    const [two, one] = [roomTypeId(3), any.typeId].map((typeId) =>
      meanings([any, mapping({ code: 'B', typeId })], master, {
        ...{ smokingDefault: 'non_smoking', agencyOf: agencyKey },
      }),
    );
    const unknown = meanings([any], master, { smokingDefault: 'non_smoking', agencyOf: agencyKey });
    expect(effectOn(held, unknown, two!)).to.deep.equal({ retried: [9], frees: 0 });
    expect(effectOn(held, two!, one!)).to.deep.equal({ retried: [9], frees: 1 });
  });

  it('frees nobody whose codes come to mean two types between the nights of one room', () => {
    const rules = { smokingDefault: 'non_smoking', agencyOf: agencyKey } as const;
    const [before, two, one] = [
      [any],
      [any, mapping({ code: 'B', typeId: roomTypeId(3) })],
      [any, mapping({ code: 'B' })],
    ].map((list) => meanings(list, master, rules));
    const message = { id: messageId(9), agency: '空旅', codes: ['A', 'B'], isHeld: false };
    const between = [{ ...message, changing: [['A', 'B']] }];
    expect(effectOn(between, before!, two!)).to.deep.equal({ retried: [9], frees: 0 });
    expect(effectOn(between, before!, one!)).to.deep.equal({ retried: [9], frees: 1 });
    const twoRooms = [{ ...message, changing: [] }];
    expect(effectOn(twoRooms, before!, two!)).to.deep.equal({ retried: [9], frees: 1 });
  });
});
