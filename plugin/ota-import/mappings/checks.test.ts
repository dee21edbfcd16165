// What is refused of a mapping, what must be confirmed, and what is only said.
import { expect } from 'chai';
import { agencyKey } from '../../domain/agency.js';
import { room, single, twin, deluxe } from '../../../test/support/stays.js';
import { roomTypeId } from '../../domain/ids.js';
import { problemsOf } from './checks.js';
import type { SoldSmoking } from './mapping.js';

const gone = roomTypeId(9);
const inventory = {
  types: [single, twin, deluxe].map((id) => ({ id, name: `型${id}` })),
  rooms: [
    room(101),
    room(102, single, { smoking: true }),
    room(201, twin),
    room(301, deluxe, { sellable: false }),
  ],
  typeByCode: new Map([['M', single]]),
  ...{ changed: false, lost: [] },
};
const hotel = { inventory, smokingDefault: 'non_smoking', agencyOf: agencyKey } as const;

interface Case {
  readonly code?: string;
  readonly typeId?: typeof single;
  readonly smoking?: SoldSmoking;
  readonly active?: boolean;
  readonly names?: readonly string[];
}

const cases: readonly (readonly [what: string, asked: Case, ...expected: string[]])[] = [
  ['of a code that the master does not have', {}],
  ['as the master has it', { code: 'M' }],
  ['over the master', { code: 'M', typeId: twin }, 'confirm overrides_master'],
  ['to a type whose rooms are not for sale', { typeId: deluxe }, 'error type_not_sold'],
  ['to a type that is gone', { typeId: gone }, 'error type_unknown'],
  ['to a type that is gone, switched off', { typeId: gone, active: false }],
  ['of smoking where the type has such rooms', { smoking: 'smoking' }],
  ['of smoking where the type has none', { typeId: twin, smoking: 'smoking' }, 'warning no_smoking_room'],
  ['of a room sold as 喫煙 as 禁煙', { smoking: 'non_smoking', names: ['喫煙S'] }, 'warning sold_as_smoking'],
  ['of a room sold as 喫煙 as 指定なし', { names: ['シングル', '喫煙S'] }, 'warning sold_as_smoking'],
  ['of a room sold as 禁煙 as 喫煙', { smoking: 'smoking', names: ['禁煙S'] }, 'warning sold_as_non_smoking'],
  ['of a room sold as 禁煙 as 指定なし', { names: ['禁煙S'] }],
  [
    'of a room sold by the name of another type',
    { names: ['【禁煙】型2・朝食付'] },
    'warning named_as_other_type',
  ],
  ['of a room sold by the names of two types, its own among them', { names: ['型1または型2'] }],
  [
    'of all of it at once',
    { code: 'M', typeId: twin, smoking: 'smoking', names: ['禁煙S'] },
    ...['confirm overrides_master', 'warning no_smoking_room', 'warning sold_as_non_smoking'],
  ],
];

describe('a mapping to be saved', () => {
  for (const [what, asked, ...expected] of cases)
    it(`${what}: ${expected.join(', ') || 'nothing to say'}`, () => {
      const { names = [], ...changes } = asked;
      const draft = {
        ...{ agency: undefined, code: 'A', typeId: single, smoking: 'unspecified' as const },
        ...{ attributes: [], active: true, ...changes },
      };
      expect(
        problemsOf(draft, hotel, names).map(({ severity, key }) => `${severity} ${key.split('.')[1]}`),
      ).to.deep.equal(expected);
    });
});
