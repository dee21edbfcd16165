// What a room code means: an agency's own mapping before that of any, before the PMS's master.
import { expect } from 'chai';
import { agencyKey, createAgencies } from '../../domain/agency.js';
import { roomTypeId } from '../../domain/ids.js';
import { type Mapping, meanings, type SoldSmoking } from './mapping.js';

const [single, twin, deluxe] = [1, 2, 3].map(roomTypeId) as [
  Mapping['typeId'],
  Mapping['typeId'],
  Mapping['typeId'],
];
let ids = 0;
const mapping = (changes: Partial<Mapping>): Mapping => ({
  ...{ id: (ids += 1), version: 1, agency: undefined, code: 'A', typeId: twin },
  ...{ smoking: 'unspecified', attributes: [], active: true },
  ...changes,
});
const any = mapping({});
const own = mapping({ agency: '株式会社みなと旅行', typeId: deluxe });
const master = new Map([
  ['A', single],
  ['M', single],
  ['', single],
]);
const off = (one: Mapping) => ({ ...one, active: false });

const cases: readonly (readonly [
  what: string,
  mappings: readonly Mapping[],
  asked: readonly [agency: string, code: string],
  expected: string,
])[] = [
  ['the master alone', [], ['みなと旅行', 'A'], '1 undefined master'],
  ['any agency over the master', [any], ['みなと旅行', 'A'], '2 non_smoking any'],
  ['the agency over any, however it is written', [any, own], ['みなと旅行㈱', 'A'], '3 non_smoking agency'],
  ['any for another agency', [any, own], ['空旅', 'A'], '2 non_smoking any'],
  ['the master for another agency', [own], ['空旅', 'A'], '1 undefined master'],
  ['any for a message that names no agency', [any, own], ['', 'A'], '2 non_smoking any'],
  ['any where the agency’s own is switched off', [any, off(own)], ['みなと旅行', 'A'], '2 non_smoking any'],
  ['the master where all are switched off', [off(any), off(own)], ['みなと旅行', 'A'], '1 undefined master'],
  ['nothing for a code that nobody knows', [any, own], ['みなと旅行', 'B'], 'undefined'],
  ['nothing for another case of a code', [any], ['みなと旅行', 'a'], 'undefined'],
  ['nothing for no code, whatever the master has', [any], ['みなと旅行', ''], 'undefined'],
];

describe('a room code', () => {
  for (const [what, mappings, asked, expected] of cases)
    it(`means what is said by ${what}`, () => {
      const found = meanings(mappings, master, { smokingDefault: 'non_smoking', agencyOf: agencyKey })(
        ...asked,
      );
      expect(found ? `${found.typeId} ${found.smoking} ${found.source}` : 'undefined').to.equal(expected);
    });

  it('sells the smoking that its mapping says, and the hotel’s default where that says none', () => {
    const smokingOf = (smoking: SoldSmoking, byDefault: 'smoking' | 'non_smoking') =>
      meanings([mapping({ smoking })], new Map(), { smokingDefault: byDefault, agencyOf: agencyKey })(
        '空旅',
        'A',
      )?.smoking;
    expect(smokingOf('smoking', 'non_smoking')).to.equal('smoking');
    expect(smokingOf('non_smoking', 'smoking')).to.equal('non_smoking');
    expect(smokingOf('unspecified', 'non_smoking')).to.equal('non_smoking');
    expect(smokingOf('unspecified', 'smoking')).to.equal('smoking');
  });

  it('means for a company under another of its names what it means under the one that a mapping has', () => {
    const agencyOf = createAgencies([['みなと旅行', 'ハーバーツアーズ']]);
    const named = (mappings: readonly Mapping[]) => {
      const meaningOf = meanings(mappings, master, { smokingDefault: 'non_smoking', agencyOf });
      return ['ハーバーツアーズ㈱', 'みなと旅行', '空旅'].map((agency) => meaningOf(agency, 'A')?.typeId);
    };
    expect(named([any, own])).to.deep.equal([deluxe, deluxe, twin]);
    const renamed = mapping({ agency: 'ハーバーツアーズ', typeId: single });
    expect(named([any, own, renamed]), 'each by its own where it has one').to.deep.equal([
      single,
      deluxe,
      twin,
    ]);
  });
});
