import { expect } from 'chai';
import { UsageError } from '../problems.js';
import { readCommand } from './command.js';

const files = ['--bookings', 'some.csv', '--hotel', 'some.json'];

describe('the command line of npm run main-job', () => {
  it('plays every booking calmly and prints lines where nothing else is said', () => {
    expect(readCommand(files)).to.deep.equal({
      bookingsFile: 'some.csv',
      hotelFile: 'some.json',
      limit: undefined,
      chaos: undefined,
      output: 'lines',
    });
  });

  it('takes zero for a seed, which is not the same as no chaos', () => {
    expect(readCommand([...files, '--chaos', '0', '--limit', '60', '--json'])).to.deep.include({
      chaos: { seed: 0 },
      limit: 60,
      output: 'json',
    });
  });

  it('gives help also where the files are not named', () => {
    expect(readCommand(['--help'])).to.equal('help');
  });

  it('explains itself where a file is not named', () => {
    expect(() => readCommand(['--bookings', 'some.csv'])).to.throw(UsageError, '--hotel HOTEL.json');
  });

  for (const [option, text] of [
    ['--limit', '-1'],
    ['--limit', 'many'],
    ['--chaos', '1.5'],
  ] as const)
    it(`refuses ${option} ${text}`, () => {
      expect(() => readCommand([...files, `${option}=${text}`])).to.throw(
        UsageError,
        `${option} takes a whole number, not "${text}"`,
      );
    });
});
