// How often the PMS's pages are told, on a clock of the test.
import { expect } from 'chai';
import { mock } from 'node:test';
import { recordedLog } from '../../../test/support/platform.js';
import { type BrowserNotices, createBrowserNotices } from './browser-notices.js';

describe('notices to the pages of the PMS', () => {
  let told: string[];
  let notices: BrowserNotices;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    told = [];
    notices = createBrowserNotices((hotel, version) => {
      told.push(`${hotel}: ${version}`);
      return Promise.resolve();
    }, recordedLog().logger);
  });
  afterEach(() => {
    notices.stop();
    mock.timers.reset();
  });

  it('tell of one change at once, of those within 2 s together, with the newest version', () => {
    for (const version of [1, 2, 3]) notices.tell(7, version);
    expect(told).to.deep.equal(['7: 1']);
    mock.timers.tick(2_000);
    expect(told).to.deep.equal(['7: 1', '7: 3']);
  });

  it('come three times in the first twelve seconds of changes that go on, the last of them included', () => {
    for (let second = 0; second < 12; second += 1) {
      notices.tell(7, second);
      mock.timers.tick(1_000);
    }
    expect(told).to.deep.equal(['7: 0', '7: 1', '7: 11']);
  });

  it('begin anew after a pause without a change', () => {
    notices.tell(7, 1);
    mock.timers.tick(2_000);
    notices.tell(7, 2);
    expect(told).to.deep.equal(['7: 1', '7: 2']);
  });

  it('are counted by hotel', () => {
    notices.tell(7, 1);
    notices.tell(8, 2);
    expect(told).to.deep.equal(['7: 1', '8: 2']);
  });

  it('end when they are stopped', () => {
    notices.tell(7, 1);
    notices.tell(7, 2);
    notices.stop();
    mock.timers.tick(60_000);
    expect(told).to.deep.equal(['7: 1']);
  });
});
