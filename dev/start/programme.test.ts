import { expect } from 'chai';
import { readReport } from '../../plugin/tl-lincoln/index.js';
import { chapterOf, programmeOf } from './programme.js';

const opened = '2027-02-01';
const ids = (messages: readonly { dataId: string | undefined }[]) => messages.map(({ dataId }) => dataId);

describe('the programme of npm start', () => {
  const { backlog, live } = programmeOf(opened, opened);

  it('fills the screen at once and then lasts for a while', () => {
    expect(backlog.length).to.be.within(100, 600);
    expect(live.length).to.be.within(150, 1000);
  });

  it('sends no DataID twice', () => {
    const known = ids([...backlog, ...live]).filter((id) => id !== undefined);
    expect(new Set(known).size).to.equal(known.length);
  });

  it('sends a cancellation after its booking', () => {
    const order = ids([...backlog, ...live]);
    for (const [place, id] of order.entries())
      if (id?.endsWith('-2') && !id.startsWith('BAD-'))
        expect(order.indexOf(id.replace(/2$/, '1')), id).to.be.within(0, place - 1);
  });

  it('is the same programme on a later day, without what would have arrived before it', () => {
    const later = programmeOf(opened, '2027-02-08');
    expect(later.backlog).to.deep.equal(backlog);
    expect(new Set(ids(live))).to.include.all.keys(ids(later.live));
    const arrivals = later.live.flatMap(({ xml }) => {
      const { report } = readReport(xml);
      return report.ok && report.value.kind === 'new' ? [report.value.checkIn] : [];
    });
    expect(arrivals.length).to.be.greaterThan(100);
    expect(arrivals.filter((checkIn) => checkIn < '2027-02-08')).to.deep.equal([]);
  });
});

describe('what comes when the programme of npm start is over', () => {
  const chapters = ['2027-05-01', '2027-05-02'].flatMap((day) =>
    [0, 1, 2].map((number) => chapterOf(day, number)),
  );

  it('never ends, and sends no DataID twice', () => {
    for (const chapter of chapters) expect(chapter.length).to.be.within(30, 120);
    const all = ids(chapters.flat());
    expect(new Set(all).size).to.equal(all.length);
    expect(chapterOf('2027-05-01', 0)).to.deep.equal(chapters[0]);
  });

  it('books for the weeks to come, and gives back what a hotel of this size could not hold', () => {
    for (const [place, chapter] of chapters.entries()) {
      const standing = new Set<string>();
      for (const { xml } of chapter) {
        const { report } = readReport(xml);
        if (!report.ok) throw new Error('not a report');
        if (report.value.kind === 'cancellation')
          expect(standing.delete(report.value.bookingNumber)).to.be.true;
        else {
          standing.add(report.value.bookingNumber);
          expect(report.value.checkIn >= '2027-05-02').to.be.true;
        }
      }
      expect(standing.size).to.be.within(place % 3 === 0 ? 5 : 0, place % 3 === 0 ? 10 : 0);
    }
  });
});
