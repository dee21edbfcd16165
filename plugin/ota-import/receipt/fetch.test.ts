// How often a hotel's site controller is asked.
import { expect } from 'chai';
import fc from 'fast-check';
import { parseOptions, type SettingsInput } from '../../options.js';
import { bucketAfter } from './fetch.js';

function settingsWith(siteController: SettingsInput['siteController'] = {}, timeZone = 'Asia/Tokyo') {
  const encryptionKeys = [{ id: 'a', key: Buffer.alloc(32, 1).toString('base64') }];
  const reachable = { url: 'https://sc.example/', systemId: 'S', ...siteController };
  return parseOptions({ encryptionKeys, timeZone, siteController: reachable }, {});
}
const noon = new Date('2027-02-01T12:00:00+09:00');

/** Seconds until the next turn. */
function pause(failures: number, now = noon, settings = settingsWith()) {
  return (bucketAfter(now, failures, settings).nextFetchAt.getTime() - now.getTime()) / 1000;
}

describe('the pause between two fetches', () => {
  it('is that of the PMS: 310 s from 09:00 to 18:59 at the hotel, half an hour otherwise', () => {
    const at = (time: string) => pause(0, new Date(`2027-02-01T${time}+09:00`));
    expect(['08:59:59', '09:00:00', '18:59:59', '19:00:00', '00:00:00'].map(at)).to.deep.equal([
      1800, 310, 310, 1800, 1800,
    ]);
  });

  it('goes by the hotel’s clock, not the machine’s', () => {
    expect(pause(0, new Date('2027-02-01T12:00:00-05:00'), settingsWith({}, 'America/New_York'))).to.equal(
      310,
    );
    expect(pause(0, noon, settingsWith({}, 'America/New_York'))).to.equal(1800);
  });

  it('doubles with each failure in a row, up to an hour', () => {
    expect([0, 1, 2, 3, 4, 5, 60].map((failures) => pause(failures))).to.deep.equal([
      ...[310, 620, 1240, 2480, 3600, 3600, 3600],
    ]);
  });

  it('is never shorter after a failure than without one, however rarely a hotel is asked', () => {
    expect(pause(1, noon, settingsWith({ pollSeconds: 7200 }))).to.equal(7200);
  });

  it('is there after a failure also where there is none otherwise', () => {
    const eager = settingsWith({ pollSeconds: 0 });
    expect([0, 1, 2, 3].map((failures) => pause(failures, noon, eager))).to.deep.equal([0, 2, 4, 8]);
  });

  it('is a finite time, however long a site controller is away', () => {
    fc.assert(
      fc.property(fc.nat(5000), (failures) => {
        const bucket = bucketAfter(noon, failures, settingsWith());
        expect(bucket.failures).to.equal(failures);
        expect(bucket.nextFetchAt.getTime() - noon.getTime()).to.be.within(310_000, 3_600_000);
      }),
      { seed: 20270307 },
    );
  });
});
