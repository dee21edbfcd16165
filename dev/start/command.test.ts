import { expect } from 'chai';
import path from 'node:path';
import { UsageError } from '../problems.js';
import { readCommand } from './command.js';

const read = (...args: string[]) => {
  const command = readCommand(args);
  if (command === 'help') throw new Error('not asked for help');
  return command;
};

describe('the command line of npm start', () => {
  it('keeps everything below .data where nothing is said, and lets the server choose its place', () => {
    const { folder, serverFolder, fresh } = read();
    expect(folder).to.match(/\.data.start$/);
    expect(path.isAbsolute(serverFolder)).to.be.false;
    expect(fresh).to.be.false;
  });

  it('takes a folder by its word', () => {
    const folder = path.resolve('elsewhere');
    expect(read('--data', folder)).to.include({ folder, serverFolder: path.join(folder, 'postgres') });
  });

  it('reads pauses below a second', () => {
    expect(read('--every', '0.5').everySeconds).to.equal(0.5);
  });

  for (const args of [
    ['--port', '0'],
    ['--port', '70000'],
    ['--metrics-port', 'x'],
    ['--every', '0'],
  ])
    it(`refuses ${args.join(' ')}`, () => {
      expect(() => read(...args)).to.throw(UsageError, args[0]);
    });

  it('refuses an option that it does not know', () => {
    expect(() => read('--frech')).to.throw(TypeError, '--frech');
  });
});
