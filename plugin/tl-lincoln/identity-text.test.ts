// What counts when two messages are compared, and what does not.
import { expect } from 'chai';
import { newBooking } from '../../test/support/bookings.js';
import { readReport } from './index.js';

const { xml } = newBooking('B1', { reportNumber: 17 });
const saidBy = (text: string) => readReport(text).identity;
const with_ = (from: string | RegExp, to: string) => {
  const other = xml.replace(from, to);
  if (other === xml) throw new Error('nothing was replaced');
  return saidBy(other);
};

describe('what a message says of its booking', () => {
  for (const [what, from, to] of [
    ['the day it was sent', /<SystemDate>[^<]*/, '<SystemDate>2027-01-23T09:30:00'],
    ['a time of sending that nobody knows', '<SystemDate>', '<SendTime>09:30</SendTime><SystemDate>'],
    ['the running number', />17<\/TravelAgencyReportNumber>/, '>18</TravelAgencyReportNumber>'],
    ['blanks between elements', /></g, '>\n  <'],
    ['an element that is empty', '<Nights>', '<Remark/><Nights>'],
    ['CDATA', /<PackagePlanName>([^<]*)/, '<PackagePlanName><![CDATA[$1]]>'],
    ['the declaration', /<\?xml[^>]*>/, ''],
    ['the order of elements', /(<CheckInDate>.*<\/CheckInDate>)(<CheckInTime>.*<\/CheckInTime>)/, '$2$1'],
  ] as const)
    it(`is the same whatever ${what} is`, () => expect(with_(from, to)).to.equal(saidBy(xml)));

  for (const [what, from, to] of [
    ['classification', 'NewBookReport', 'ModificationReport'],
    ['price', />8000</, '>8001<'],
    ['date', /<CheckOutDate>[^<]*/, '<CheckOutDate>2027-02-04'],
    ['agency', /<SalesOfficeCompanyName>[^<]*/, '<SalesOfficeCompanyName>北の旅社'],
    ['remark', '<Nights>', '<OtherServiceInformation>禁煙</OtherServiceInformation><Nights>'],
  ] as const)
    it(`is another with another ${what}`, () => expect(with_(from, to)).not.to.equal(saidBy(xml)));

  it('is nothing where it is no report', () => {
    expect([saidBy('no XML'), saidBy('<Other/>')]).to.deep.equal([undefined, undefined]);
  });
});
