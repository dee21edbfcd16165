import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { hotelId } from '../../domain/ids.js';
import { createCipher } from './index.js';

const key = (id: string) => ({ id, key: randomBytes(32).toString('base64') });
const plain = Buffer.from('宿泊 太郎');

describe('encryption at rest', () => {
  it('opens what it sealed, and seals the same text differently each time', () => {
    const cipher = createCipher([key('a')]);
    const [one, two] = [cipher.seal(hotelId(1), plain), cipher.seal(hotelId(1), plain)];
    expect(cipher.open(hotelId(1), one).equals(plain)).to.be.true;
    expect(one.bytes.equals(two.bytes)).to.be.false;
    expect(one.bytes.includes(plain)).to.be.false;
  });

  it('does not open for another hotel, or when a byte was changed', () => {
    const cipher = createCipher([key('a')]);
    const sealed = cipher.seal(hotelId(1), plain);
    expect(() => cipher.open(hotelId(2), sealed)).to.throw();
    for (const position of [0, 12, sealed.bytes.length - 1]) {
      const bytes = Buffer.from(sealed.bytes);
      bytes[position] = (bytes[position] ?? 0) ^ 1;
      expect(() => cipher.open(hotelId(1), { ...sealed, bytes })).to.throw();
    }
  });

  it('seals with the newest key and still opens what older keys sealed', () => {
    const [old, fresh] = [key('2025'), key('2026')];
    const before = createCipher([old]).seal(hotelId(1), plain);
    const rotated = createCipher([fresh, old]);
    expect(rotated.seal(hotelId(1), plain).keyId).to.equal('2026');
    expect(rotated.open(hotelId(1), before).equals(plain)).to.be.true;
    expect(() => createCipher([fresh]).open(hotelId(1), before)).to.throw('key "2025" is missing');
  });

  it('names the setting where keys are wrong', () => {
    expect(() => createCipher([])).to.throw('HEYAWARI_ENCRYPTION_KEYS');
    expect(() => createCipher([{ id: 'a', key: 'c2hvcnQ=' }])).to.throw('32 bytes in base64, it is 5');
    expect(() => createCipher([key('a'), key('a')])).to.throw('given twice');
  });
});
