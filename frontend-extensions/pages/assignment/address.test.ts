import { expect } from 'chai';
import type { LocationQuery } from 'vue-router';
import { isFiltered, planQuery, readAddress, writeAddress } from './address.js';

describe('the address of the room assignment screen', () => {
  it('is empty for the view everybody starts with', () => {
    expect(writeAddress(readAddress({}))).to.deep.equal({});
  });

  it('keeps filters, page and view through a reload', () => {
    const query: LocationQuery = {
      view: 'board',
      state: 'unplaced',
      moment: 'arrives_today',
      from: '2026-12-01',
      to: '2026-12-03',
      type: '7',
      search: 'RKT-1',
      page: '3',
      size: '50',
      board: '2026-12-01',
    };
    expect(writeAddress(readAddress(query))).to.deep.equal(query);
  });

  it('takes what makes no sense as not said', () => {
    const address = readAddress({
      view: 'map',
      state: 'lost',
      moment: 'never',
      from: '2026-13-45',
      type: '-1',
      page: '0',
      size: '9999',
      search: ['a', 'b'],
    });
    expect(address).to.deep.equal(readAddress({}));
    const beyond = { page: '99999999', type: '9999999999', search: 'a\0b', board: '9999-12-31' };
    expect(readAddress(beyond)).to.deep.equal(readAddress({}));
    expect(readAddress({ search: 'x'.repeat(500) }).search).to.have.length(100);
  });

  it('asks the server for the trimmed search, and for none when it is blank', () => {
    expect(planQuery(readAddress({ search: '  RKT-1 ' })).search).to.equal('RKT-1');
    expect(planQuery(readAddress({ search: '  ' })).search).to.equal(undefined);
  });

  it('knows whether anything is filtered; page and view are no filter', () => {
    expect(isFiltered(readAddress({ page: '2', view: 'board' }))).to.be.false;
    expect(isFiltered(readAddress({ state: 'final' }))).to.be.true;
  });
});
