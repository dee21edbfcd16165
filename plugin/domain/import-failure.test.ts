// The table of failures: whole, consistent, and explained to people.
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { failureCodes, importFailure } from './import-failure.js';

describe('the failures of the import', () => {
  const all = failureCodes.map((code) => importFailure(code));

  it('have four classes, each with codes', () => {
    expect([...new Set(all.map((failure) => failure.class))]).to.have.members([
      ...['validation', 'room_mapping', 'system_error', 'needs_person'],
    ]);
  });

  it('are tried again where time can heal them, and only there', () => {
    const again = all.filter((failure) => failure.retry !== 'never');
    expect(Object.fromEntries(again.map(({ code, retry }) => [code, retry]))).to.deep.equal({
      room_code_unknown: 'hourly',
      room_type_gone: 'hourly',
      no_availability: 'nights_freed',
      database_error: 'backoff',
      locked_by_pms: 'soon',
      host_silent: 'backoff',
      host_refused: 'backoff',
      unexpected: 'backoff',
      booking_unknown: 'booking_known',
    });
    for (const failure of all.filter(({ class: failureClass }) => failureClass === 'validation'))
      expect(failure.retry, failure.code).to.equal('never');
  });

  it('carry what they were about, and nothing where nothing is said', () => {
    expect(importFailure('date_invalid', { element: 'RoomDate' }).params).to.deep.equal({
      element: 'RoomDate',
    });
    expect(importFailure('unexpected').params).to.deep.equal({});
  });

  it('are each explained in docs/import.md, with class and retry, and no other is', () => {
    const page = readFileSync(new URL('../../docs/import.md', import.meta.url), 'utf8');
    const catalogue = page.slice(page.indexOf('## Why a message was not applied'));
    const documented = [...catalogue.matchAll(/^\| `(\w+)` +\| (\w+) +\| (\w+) +\|/gm)].map(
      ([, code, failureClass, retry]) => ({ code, class: failureClass, retry }),
    );
    expect(documented).to.have.deep.members(
      all.map(({ code, class: failureClass, retry }) => ({ code, class: failureClass, retry })),
    );
  });
});
