// Daily jobs against the clocks of the world: where an hour is skipped or repeated, they run once all the same.
import { expect } from 'chai';
import { Temporal } from 'temporal-polyfill';
import { describedJobs } from '../api/document.js';

/** Hour and minute of every job that runs once a day. */
const daily = describedJobs().flatMap(({ name, cron }) => {
  const at = /^(\d+) (\d+) \* \* \*$/.exec(cron ?? '');
  return at ? [{ name, time: { hour: Number(at[2]), minute: Number(at[1]) } }] : [];
});

/** The days from 2026 to 2036 on which the clocks of the zone are set, and the days beside them. */
function daysOfChange(zone: string): Temporal.PlainDate[] {
  const days: Temporal.PlainDate[] = [];
  const end = Temporal.ZonedDateTime.from(`2036-01-01T00:00[${zone}]`);
  let change = Temporal.ZonedDateTime.from(`2026-01-01T00:00[${zone}]`).getTimeZoneTransition('next');
  for (
    ;
    change && Temporal.ZonedDateTime.compare(change, end) < 0;
    change = change.getTimeZoneTransition('next')
  )
    days.push(...[-1, 0, 1].map((days) => change!.toPlainDate().add({ days })));
  return days;
}

/** How many moments of that day the clock on the wall shows that time. */
function moments(day: Temporal.PlainDate, time: Temporal.PlainTimeLike, zone: string): number {
  const wall = day.toPlainDateTime(Temporal.PlainTime.from(time));
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    wall.toZonedDateTime(zone, { disambiguation }),
  ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
  if (earlier.epochMilliseconds === later.epochMilliseconds) return 1;
  return earlier.toPlainDateTime().equals(wall) ? 2 : 0;
}

describe('schedules that run once a day', () => {
  it('are there', () => {
    expect(daily.map(({ name }) => name)).to.include.members(['housekeeping', 'reconciliation']);
  });

  it('have exactly one moment on each day, in every time zone, also where clocks are set', function () {
    this.timeout(60_000);
    const wrong: string[] = [];
    for (const zone of Intl.supportedValuesOf('timeZone'))
      for (const day of daysOfChange(zone))
        for (const { name, time } of daily)
          if (moments(day, time, zone) !== 1) wrong.push(`${name} in ${zone} on ${day.toString()}`);
    expect(wrong).to.deep.equal([]);
  });

  it('would be seen to be skipped, or to run twice', () => {
    const berlin = 'Europe/Berlin';
    const night = { hour: 2, minute: 30 };
    expect(moments(Temporal.PlainDate.from('2027-03-28'), night, berlin)).to.equal(0);
    expect(moments(Temporal.PlainDate.from('2027-10-31'), night, berlin)).to.equal(2);
  });

  it('lie outside the hours in which clocks are set', () => {
    for (const { name, time } of daily) expect(time.hour, name).to.be.within(4, 23);
  });
});
