// Which room codes are written down again, and which this process remembers.
import { expect } from 'chai';
import { hotelId } from '../../domain/ids.js';
import { createNotedCodes } from './noted-codes.js';

const [one, other] = [hotelId(1), hotelId(2)];
const at = (hours: number) => new Date(Date.UTC(2027, 0, 20, hours));
const code = { agency: '空旅', code: 'A', name: '禁煙' };

describe('room codes that were noted', () => {
  it('are not news for a day, in whatever spelling of the agency', () => {
    const codes = createNotedCodes();
    codes.noted(one, [code], at(0));
    expect(codes.fresh(one, [{ ...code, agency: '㈱空旅' }], at(23))).to.deep.equal([]);
    expect(codes.fresh(one, [code], at(24))).to.deep.equal([code]);
  });

  it('are news under another name, of another agency and in another hotel', () => {
    const codes = createNotedCodes();
    codes.noted(one, [code], at(0));
    const others = [
      { ...code, name: '' },
      { ...code, agency: '海旅' },
      { ...code, code: 'B' },
    ];
    expect(codes.fresh(one, [code, ...others], at(1))).to.deep.equal(others);
    expect(codes.fresh(other, [code], at(1))).to.deep.equal([code]);
  });
});
