import { expect } from 'chai';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beginMemory, forget, recall } from './memory.js';
import { StartProblem } from './problem.js';

describe('what a second start knows of the first', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'heyawari-memory-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is nothing before the first, then all of it, for nobody else to read', () => {
    expect(recall(folder)).to.equal(undefined);
    const memory = beginMemory(folder, '2027-02-01');
    expect(recall(folder)).to.deep.equal(memory);
    expect(Buffer.from(memory.encryptionKey, 'base64')).to.have.length(32);
    if (process.platform !== 'win32')
      expect(statSync(path.join(folder, 'memory.json')).mode & 0o077).to.equal(0);
  });

  it('is new after a fresh start', () => {
    const before = beginMemory(folder, '2027-02-01');
    forget(folder);
    expect(recall(folder)).to.equal(undefined);
    expect(beginMemory(folder, '2027-02-01').encryptionKey).to.not.equal(before.encryptionKey);
  });

  it('says what to do when it is damaged', () => {
    for (const content of ['{"openedOn": "yesterday"}', '{"openedOn', '']) {
      writeFileSync(path.join(folder, 'memory.json'), content);
      expect(() => recall(folder)).to.throw(StartProblem, '--fresh');
    }
  });
});
