// The address of 予約取込 says the same in both directions, and a typed one never breaks the screen.
import { expect } from 'chai';
import { type Address, messageQuery, readAddress, writeAddress } from './address.js';

const plain: Address = { group: 'attention', search: '', page: 1, pageSize: 25, message: undefined };

describe('the address of 予約取込', () => {
  it('is empty where nothing was chosen', () => {
    expect(writeAddress(plain)).to.deep.equal({});
    expect(readAddress({})).to.deep.equal(plain);
  });

  it('reads back what it wrote', () => {
    const address: Address = { group: 'waiting', search: 'RY 12', page: 3, pageSize: 50, message: 12_345 };
    expect(readAddress(writeAddress(address) as Record<string, string>)).to.deep.equal(address);
  });

  it('takes what makes no sense as not said', () => {
    const typed = { show: 'everything', search: ['a', 'b'], page: '-1', size: '7', message: '0x1' };
    expect(readAddress(typed)).to.deep.equal(plain);
  });

  it('asks for those with something odd in them in whatever state', () => {
    const query = messageQuery(readAddress({ show: 'warned', search: 'RY' }));
    expect(query).to.deep.equal({ withWarnings: true, search: 'RY', page: 1, pageSize: 25 });
  });

  it('asks the server for nothing that is blank', () => {
    expect(messageQuery({ ...plain, search: '  ' })).to.deep.equal({
      ...{ state: 'attention', search: undefined, page: 1, pageSize: 25 },
    });
  });
});
