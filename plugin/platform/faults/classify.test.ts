// Which errors are faults of the installation, and which are somebody's.
import { expect } from 'chai';
import { InstallationFault } from '../../domain/installation-fault.js';
import { installationFaultOf } from './index.js';

const postgres = (code: string) => Object.assign(new Error('as PostgreSQL says it'), { code });

describe('an error', () => {
  const cases: readonly (readonly [code: string, fault: string | undefined])[] = [
    ['42501', 'rights_missing'],
    ['42P01', 'schema_mismatch'],
    ['42703', 'schema_mismatch'],
    ['25006', 'read_only'],
    ['53100', 'disk_full'],
    ['53200', 'resources_exhausted'],
    ['53300', 'resources_exhausted'],
    ['58030', 'database_broken'],
    ['XX001', 'database_broken'],
    ['55P03', undefined],
    ['57014', undefined],
    ['25P02', undefined],
    ['40P01', undefined],
    ['22001', undefined],
    ['23505', undefined],
    ['P0001', undefined],
  ];
  for (const [code, fault] of cases)
    it(`of PostgreSQL, ${code}, is ${fault ?? 'no fault of the installation'}`, () =>
      expect(installationFaultOf(postgres(code))?.code).to.equal(fault));

  it('that a fault of the installation has caused is one', () => {
    const wrapped = new Error('the PMS could not write it', { cause: postgres('53100') });
    expect(installationFaultOf(wrapped)).to.include({ code: 'disk_full' });
    const key = new InstallationFault('key_missing', 'key "a" is missing', { key: 'a' });
    expect(installationFaultOf(new Error('could not be read', { cause: key }))).to.equal(key);
  });

  it('that stands for several is one only where all of them are', () => {
    const [full, other] = [postgres('53100'), new Error('something else')];
    expect(installationFaultOf(new AggregateError([full, full]))).to.include({ code: 'disk_full' });
    expect(installationFaultOf(new AggregateError([full, other]))).to.equal(undefined);
    expect(installationFaultOf('thrown')).to.equal(undefined);
  });
});
