// What comes when a guest's texts, or even the outlines of the messages, are gone: nothing is booked anew, and nothing is missed that never was.
import { expect } from 'chai';
import { type BookingChanges, cancellationOf, changeOf, newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { useFrontDesk } from '../support/front-desk.js';
import { guardsByToken } from '../support/staff.js';

describe('a message that comes after the purge', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const desk = useFrontDesk(database, { auth: guardsByToken, rooms: singles('101', '102', '103', '104') });
  const work = async (...jobs: string[]) => {
    for (const job of jobs) {
      await desk.world.rows(`INSERT INTO heyawari_jobs.job (name, policy) VALUES ($1, 'standard')`, [job]);
      await desk.world.heyawari.drain();
    }
  };
  const statuses = async (number: string) =>
    (
      await desk.world.rows<{ status: string }>(
        `SELECT concat_ws(': ', status, failure_code) AS status FROM heyawari.ota_import_cache WHERE booking_number = $1 ORDER BY id`,
        [number],
      )
    ).map(({ status }) => status);
  const states = async (number: string) =>
    (await desk.records.reservations(number)).map(({ status, nights }) => `${status} ${nights.length}`);
  const at = (day: string) => desk.world.clock.set(new Date(`${day}T09:00:00+09:00`));
  const numbers = ['SAME', 'OTHER', 'CHANGE', 'CXL', 'OLDER'];

  before(async () => {
    for (const [i, number] of numbers.entries())
      await desk.world.deliver(newBooking(number, { checkIn: `2027-02-${10 + 3 * i}`, version: 3 }));
  });

  for (const [gone, day, jobs, became] of [
    [
      'of the texts',
      '2027-06-20',
      ['import-housekeeping'],
      [
        ['imported', 'duplicate'],
        ['imported', 'failed: same_id_other_content'],
        ['imported', 'failed: after_check_in'],
        ['imported', 'failed: after_check_in'],
        ['imported', 'superseded'],
      ],
    ],
    [
      'of the outlines',
      '2028-07-20',
      ['pool-housekeeping', 'import-housekeeping', 'import-housekeeping'],
      [
        ['duplicate', 'failed: after_check_in'],
        ['failed: same_id_other_content', 'duplicate'],
        ['failed: after_check_in', 'duplicate'],
        ['failed: after_check_in', 'duplicate'],
        ['superseded', 'duplicate'],
      ],
    ],
  ] as const)
    it(`${gone} is no booking of its own`, async () => {
      at(day);
      await work(...jobs);
      const booked = (i: number) => `2027-02-${10 + 3 * i}`;
      await desk.world.deliver(
        newBooking('SAME', { checkIn: booked(0), version: 3 }),
        newBooking('OTHER', { checkIn: booked(1), version: 3, nights: 1 }),
        changeOf('CHANGE', { checkIn: booked(2), version: 4, nights: 1 }),
        cancellationOf('CXL', { version: 4 }),
        changeOf('OLDER', { checkIn: booked(4), version: 2, nights: 1 }),
      );
      expect(await Promise.all(numbers.map(statuses))).to.deep.equal(became);
      for (const number of numbers) expect(await states(number), number).to.deep.equal(['confirmed 2']);
    });

  it('leaves no gap in the numbers of an agency where those between were forgotten', async () => {
    const numbered = (number: string, report: number, changes: BookingChanges) => {
      const message = newBooking(number, { agency: '北の旅社', ...changes });
      const element = `<TravelAgencyReportNumber>${report}</TravelAgencyReportNumber>`;
      return { ...message, xml: message.xml.replace('</TransactionType>', `${element}</TransactionType>`) };
    };
    const missing = () => desk.world.metric('heyawari_ota_report_numbers_missing_total');
    const gaps = () =>
      desk.world.rows(
        `SELECT details FROM heyawari.reconciliation_findings WHERE kind = 'report_numbers_missing'`,
      );
    // Nobody settles it, so it stays.
    await desk.world.deliver(numbered('N-11', 11, { checkIn: '2028-08-01', name: '' }));
    await desk.world.deliver(numbered('N-12', 12, { checkIn: '2028-08-01' }));
    await desk.world.deliver(numbered('N-13', 13, { checkIn: '2028-08-05' }));
    const before = await missing();
    at('2030-01-20');
    await work('pool-housekeeping', 'import-housekeeping', 'import-housekeeping');
    expect(await Promise.all(['N-11', 'N-12', 'N-13'].map(statuses))).to.deep.equal([
      ['failed: name_missing'],
      [],
      [],
    ]);
    await desk.world.deliver(numbered('N-14', 14, { checkIn: '2030-02-01' }));
    at('2030-01-21');
    await work('report-number-gaps');
    expect([await missing(), await gaps()]).to.deep.equal([before, []]);
    await desk.world.deliver(numbered('N-16', 16, { checkIn: '2030-02-05' }));
    at('2030-01-22');
    await work('report-number-gaps');
    expect(await missing()).to.equal((before ?? 0) + 1);
    expect(await gaps()).to.have.length(1);
  });
});
