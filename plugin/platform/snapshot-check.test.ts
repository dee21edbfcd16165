// What health says of the state of the installation, from when each part of it was counted.
import { expect } from 'chai';
import { Unwell } from './health/index.js';
import { checkSnapshot } from './snapshot-check.js';

describe('health, of the state of the installation', () => {
  const at = (time: string) => new Date(`2027-01-20T${time}Z`);
  const asked = async (time: string, counted: Readonly<Record<string, Date | undefined>>) => {
    const parts = new Map(Object.entries(counted));
    const check = checkSnapshot({ clock: { now: () => at(time) }, counted: () => parts }, at('09:00:00'));
    return check().catch((error: unknown) => error as Unwell);
  };

  it('is well while each part was counted within five minutes, all at the same time', async () => {
    const together = { import: at('09:55:30'), pool: at('09:55:30') };
    expect(await asked('10:00:00', together)).to.deep.equal({ ageSeconds: 270 });
  });

  it('lets a part miss one counting', async () => {
    const once = { import: at('09:59:50'), pool: at('09:58:35') };
    expect(await asked('10:00:00', once)).to.deep.equal({ ageSeconds: 85 });
  });

  it('names a part that the second counting in a row has left out while the others go on, and since when', async () => {
    const twice = await asked('10:00:00', {
      import: at('09:59:50'),
      jobs: at('09:59:50'),
      pool: at('09:57:50'),
    });
    expect(twice)
      .to.be.instanceOf(Unwell)
      .and.deep.include({
        message: 'the state of the installation is not counted',
        details: { pool: 130 },
      });
    expect((twice as Unwell).more.since).to.deep.equal(at('09:57:50'));
  });

  it('names every part where none is counted, once that lasts five minutes', async () => {
    const all = await asked('10:00:00', { import: at('09:54:00'), pool: at('09:54:00') });
    expect((all as Unwell).details).to.deep.equal({ import: 360, pool: 360 });
    expect((all as Unwell).more.since).to.deep.equal(at('09:54:00'));
  });

  it('gives a part that was never counted five minutes from the start: an older process may count for all', async () => {
    expect(await asked('09:04:00', { import: at('09:03:50'), fresh: undefined })).to.deep.equal({
      ageSeconds: 240,
    });
    const late = await asked('09:06:00', { import: at('09:05:50'), fresh: undefined });
    expect((late as Unwell).details).to.deep.equal({ fresh: 360 });
  });
});
