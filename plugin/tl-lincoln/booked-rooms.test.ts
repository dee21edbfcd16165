// Which entries are one room: in every order that agencies use, with nights of their own, and where nobody can tell.
import { expect } from 'chai';
import { replaced, reportXml, twoRooms, withElement } from '../../test/support/reports.js';
import type { BookedReport } from '../domain/booking-report.js';
import { listAt, textAt } from './elements.js';
import { readReport } from './reading.js';

/** `SGL1`: type and day of the entry, from 1. */
function reading(...entries: readonly string[]) {
  const list = entries.map((entry) => {
    const [, code, day] = /^(\D+)(\d)$/.exec(entry)!;
    return (
      `<RoomAndGuestList><RoomInformation><RoomTypeCode>${code}</RoomTypeCode><RoomPaxMaleCount>1</RoomPaxMaleCount></RoomInformation>` +
      `<RoomRateInformation><RoomDate>2027-02-0${day}</RoomDate><TotalPerRoomRate>8000</TotalPerRoomRate></RoomRateInformation></RoomAndGuestList>`
    );
  });
  const xml = replaced(reportXml({ nights: 3 }), /<RoomAndGuestList>.*<\/RoomAndGuestList>/s, list.join(''));
  return readReport(xml).report;
}

const roomsIn = (report: BookedReport) =>
  report.rooms.map(({ nights }) =>
    nights.map(({ roomTypeCode, date }) => roomTypeCode + date.slice(-1)).join(' '),
  );

/** As the PMS finds them: the place within a run of one date. */
function roomsAsTheHostReads({ document }: BookedReport): string[] {
  const rooms: string[][] = [];
  let before: string | undefined;
  let place = 0;
  for (const entry of listAt(document, 'RoomAndGuestInformation', 'RoomAndGuestList')) {
    const date = textAt(entry, 'RoomRateInformation', 'RoomDate')!;
    place = date === before ? place + 1 : 0;
    before = date;
    (rooms[place] ??= []).push(textAt(entry, 'RoomInformation', 'RoomTypeCode')! + date.slice(-1));
  }
  return rooms.map((nights) => nights.join(' '));
}

describe('rooms', () => {
  const cases: readonly (readonly [what: string, entries: string, rooms: readonly string[]])[] = [
    ['by date', 'A1 B1 A2 B2 A3 B3', ['A1 A2 A3', 'B1 B2 B3']],
    ['by room', 'A1 A2 A3 B1 B2 B3', ['A1 A2 A3', 'B1 B2 B3']],
    ['in another order on another date', 'A1 B1 B2 A2 A3 B3', ['A1 A2 A3', 'B1 B2 B3']],
    ['of which the second leaves first', 'A1 B1 A2 B2 A3', ['A1 A2 A3', 'B1 B2']],
    ['of which the first leaves first', 'A1 B1 A2 B2 B3', ['B1 B2 B3', 'A1 A2']],
    ['of which one comes later', 'B1 A2 B2 A3 B3', ['B1 B2 B3', 'A2 A3']],
    ['of which one stays a night, by room', 'A1 B1 B2 B3', ['B1 B2 B3', 'A1']],
    ['alike, with nights of their own', 'A1 A1 A2 A2 A3', ['A1 A2 A3', 'A1 A2']],
    ['in no order at all', 'B3 A1 B1 A3 A2 B2', ['A1 A2 A3', 'B1 B2 B3']],
  ];
  for (const [what, entries, rooms] of cases)
    it(`${what}: each has its own dates, and the PMS finds the same`, () => {
      const report = reading(...entries.split(' '));
      if (!report.ok) throw new Error(JSON.stringify(report.failure));
      const booked = report.value as BookedReport;
      expect(roomsIn(booked)).to.deep.equal(rooms);
      expect(roomsAsTheHostReads(booked)).to.deep.equal(rooms);
      const [, second] = booked.rooms;
      expect(second && [second.checkIn.slice(-1), second.checkOut.slice(-1)]).to.deep.equal([
        rooms[1]!.slice(1, 2),
        String(Number(rooms[1]!.slice(-1)) + 1),
      ]);
      const differ = rooms.some((room) => room.length !== rooms[0]!.length);
      expect(booked.warnings.some(({ code }) => code === 'room_nights_differ')).to.equal(differ);
    });

  for (const [what, entries, date] of [
    ['a night that no room has', 'A1 B1 A3 B3', '2027-02-02'],
    ['a room that goes and comes back', 'A1 B1 A2 A3 B3', '2027-02-02'],
    ['no first night', 'A2 A3', '2027-02-01'],
    ['no last night', 'A1 A2', '2027-02-03'],
    ['a night too many', 'A1 A2 A3 A4', '2027-02-04'],
  ] as const)
    it(`with ${what} are incomplete`, () => {
      const report = reading(...entries.split(' '));
      expect(!report.ok && report.failure).to.deep.include({ code: 'nights_incomplete', params: { date } });
    });

  it('are not made by an entry that names no room and no night', () => {
    const guests =
      '<RoomAndGuestList><GuestInformation><GuestInformationList/></GuestInformation></RoomAndGuestList>';
    for (const entry of [
      guests,
      '<RoomAndGuestList/>',
      '<RoomAndGuestList><RoomInformation/></RoomAndGuestList>',
    ]) {
      const { report } = readReport(reportXml().replace('<RoomAndGuestList>', `${entry}<RoomAndGuestList>`));
      if (!report.ok) throw new Error(JSON.stringify(report.failure));
      expect(roomsAsTheHostReads(report.value as BookedReport)).to.deep.equal(['SGL1 SGL2']);
    }
  });

  it('with several rates in one entry have a night for each', () => {
    const rate = (day: number) =>
      `<RoomRateInformation><RoomDate>2027-02-0${day}</RoomDate><PerPaxRate>5000</PerPaxRate><RoomRatePaxMaleCount>${day}</RoomRatePaxMaleCount></RoomRateInformation>`;
    const xml = replaced(
      reportXml(),
      /<RoomAndGuestList>.*<\/RoomAndGuestList>/s,
      `<RoomAndGuestList><RoomInformation><RoomTypeCode>A</RoomTypeCode></RoomInformation>${rate(1)}${rate(2)}</RoomAndGuestList>`,
    );
    const { report } = readReport(xml);
    if (!report.ok || report.value.kind === 'cancellation') throw new Error('not read');
    expect(report.value.rooms[0]!.nights.map(({ people, price }) => [people, price])).to.deep.equal([
      ...[
        [1, 5000],
        [2, 10_000],
      ],
    ]);
  });

  it('each in a group of its own are read like those of one group, and the PMS finds them', () => {
    const xml = reportXml({ rooms: twoRooms });
    const apart = xml.replaceAll(
      '</RoomAndGuestList><RoomAndGuestList>',
      '</RoomAndGuestList></RoomAndGuestInformation><RoomAndGuestInformation><RoomAndGuestList>',
    );
    expect(apart).not.to.equal(xml);
    expect(readReport(apart).report).to.deep.equal(readReport(xml).report);
  });

  for (const [said, warned] of [
    ['2', undefined],
    ['２室', undefined],
    ['0', undefined],
    ['', undefined],
    ['未定', undefined],
    ['1', { said: 1, counted: 2 }],
    ['3', { said: 3, counted: 2 }],
  ] as const)
    it(`are two where the message says there are ${said || 'none'}, which staff ${warned ? 'are told' : 'need not know'}`, () => {
      const element = `<TotalRoomCount>${said}</TotalRoomCount>`;
      const { report } = readReport(withElement('TotalRoomCount', element, reportXml({ rooms: twoRooms })));
      if (!report.ok || report.value.kind === 'cancellation') throw new Error('not read');
      expect(report.value.rooms).to.have.length(2);
      expect(report.value.warnings).to.deep.equal(warned ? [{ code: 'rooms_differ', params: warned }] : []);
    });
});
