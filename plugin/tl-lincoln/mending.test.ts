// Characters and markup that no XML may hold: what is mended, what it costs, and what nobody may guess.
import { expect } from 'chai';
import fc from 'fast-check';
import { Parser } from 'xml2js';
import { replaced, reportXml, withElement } from '../../test/support/reports.js';
import { Warnings } from '../domain/import-warning.js';
import { textAt } from './elements.js';
import { readReport } from './reading.js';
import { parseReportXml } from './report-xml.js';

const remark = 'OtherServiceInformation';
const withRemark = (text: string) =>
  replaced(reportXml(), '</BasicInformation>', `<${remark}>${text}</${remark}></BasicInformation>`);

function read(xml: string) {
  const { report } = readReport(xml);
  if (!report.ok) return { failure: report.failure.code, params: report.failure.params };
  const { document, warnings } = report.value;
  return {
    remark: textAt(document, 'BasicInformation', remark),
    codes: warnings.map(({ code }) => code),
    document,
  };
}

describe('a remark', () => {
  const cases: readonly (readonly [written: string, read: string | undefined, ...codes: string[]])[] = [
    ['そば\u000B小麦', 'そば 小麦', 'characters_cleaned'],
    ['そば&#x0B;小麦', 'そば 小麦', 'characters_cleaned'],
    ['そば&#11;小麦', 'そば 小麦', 'characters_cleaned'],
    ['a\0b\u0008c\u001Fd', 'a b c d', 'characters_cleaned'],
    ['a\uFFFEb', 'a b', 'characters_cleaned'],
    ['A&B', 'A&B', 'markup_escaped'],
    ['A & B &amp; C', 'A & B & C', 'markup_escaped'],
    ['caf&eacute; &unknown;', 'caf&eacute; &unknown;', 'markup_escaped'],
    ['caf&eacute;', 'café'],
    ['到着<17時', '到着<17時', 'markup_escaped'],
    ['<未定>', '<未定>', 'markup_escaped'],
    ['5 < 6 && 7 > 3 <', '5 < 6 && 7 > 3 <', 'markup_escaped'],
    ['禁煙<br>希望', '禁煙<br>希望', 'markup_escaped'],
    ['<B>禁煙<BR>A&B', '<B>禁煙<BR>A&B', 'markup_escaped'],
    ['<font color="red">重要</p>', '<font color="red">重要</p>', 'markup_escaped'],
    ['&#xD842;&#xDFB7;野家', '𠮷野家'],
    ['&#55362;&#57271;野家', '𠮷野家'],
    ['&#xD842;野家', '\uFFFD野家', 'characters_lost'],
    ['&#xDFB7;&#xD842;', '\uFFFD\uFFFD', 'characters_lost'],
    ['&#x110000;', '\uFFFD', 'characters_lost'],
    ['a\uD842', 'a\uFFFD', 'characters_lost'],
    ['<![CDATA[そば\u000B小麦 & <17時]]>', 'そば 小麦 & <17時', 'characters_cleaned'],
    ['<!-- \u0001 -->ok', 'ok'],
    ['&#x20BB7;&#65;', '𠮷A'],
  ];
  for (const [written, expected, ...codes] of cases)
    it(`written ${JSON.stringify(written)} costs no booking`, () => {
      expect(read(withRemark(written)))
        .to.include({ remark: expected })
        .and.deep.include({ codes });
    });

  for (const written of [
    '<Note>',
    '</Note>',
    '<b',
    '<Note></Memo>',
    '<!DOCTYPE x>',
    '<!-- ',
    '<![CDATA[',
    '<?x',
    '<x and="y>',
  ])
    it(`written ${JSON.stringify(written)} leaves the structure unsure, and the message unread`, () => {
      const damaged = read(withRemark(written));
      if (written === '<b' || written === '<x and="y>') expect(damaged).to.deep.include({ remark: written });
      else expect(damaged).to.include({ failure: 'xml_malformed' });
    });

  it('is named in its warning, and never quoted', () => {
    const { report } = readReport(withRemark('SECRET\u000BGUEST'));
    expect(report.ok && report.value.warnings).to.deep.equal([
      { code: 'characters_cleaned', params: { element: remark } },
    ]);
    const unknown = readReport(
      replaced(reportXml(), '</BasicInformation>', '<Secret>a\u000B</Secret></BasicInformation>'),
    );
    expect(unknown.report.ok && unknown.report.value.warnings[0]!.params).to.deep.equal({ element: 'text' });
  });
});

describe('a text that says which booking it is, when, or of which type', () => {
  for (const name of ['DataID', 'TravelAgencyBookingNumber', 'CheckInDate', 'RoomDate', 'RoomTypeCode'])
    for (const damage of ['1\u000B2', '1&2', '1&#xD842;'])
      it(`is never mended: ${name} ${JSON.stringify(damage)}`, () => {
        expect(read(withElement(name, `<${name}>${damage}</${name}>`))).to.include({
          failure: 'xml_malformed',
        });
      });

  it('holds no number where a character of it is missing', () => {
    const damaged = withElement(
      'PerRoomPaxCount',
      '',
      withElement(
        'RoomPaxMaleCount',
        '<RoomPaxMaleCount>1\u000B</RoomPaxMaleCount>',
        withElement('GrandTotalPaxCount', ''),
      ),
    );
    expect(read(damaged)).to.deep.include({
      failure: 'people_invalid',
      params: { element: 'RoomPaxMaleCount' },
    });
  });
});

describe('the tree of a message', () => {
  const names = fc.constantFrom('a', 'b', 'RoomInformation', 'R-1', 'x.y', 'toString2');
  const text = fc.constantFrom('', 'x', ' y ', '&amp;', '&#65;', '予約', '<![CDATA[ <c> ]]>', '<!-- c -->');
  const { element } = fc.letrec<{ element: string }>((tie) => ({
    element: fc
      .tuple(names, fc.array(fc.oneof({ depthSize: 'small' }, text, tie('element')), { maxLength: 4 }))
      .map(([name, content]) => `<${name}>${content.join('')}</${name}>`),
  }));
  const trimmed = (node: unknown): unknown => {
    if (typeof node === 'string') return node.trim();
    if (Array.isArray(node)) return node.map(trimmed);
    return Object.fromEntries(Object.entries(node as object).map(([name, child]) => [name, trimmed(child)]));
  };

  it('is the one that xml2js makes, whose form the PMS reads', () => {
    fc.assert(
      fc.property(fc.array(element, { minLength: 1, maxLength: 4 }), (elements) => {
        const xml = `<AllotmentBookingReport>${elements.join('')}</AllotmentBookingReport>`;
        let theirs: unknown;
        new Parser({ explicitArray: false, ignoreAttrs: true, trim: true, explicitRoot: false }).parseString(
          xml,
          (_, tree: unknown) => (theirs = tree),
        );
        const ours = parseReportXml(xml, new Warnings());
        expect(ours.ok && trimmed(ours.value)).to.deep.equal(trimmed(theirs));
      }),
      { seed: 20270201, numRuns: 300 },
    );
  });

  it('takes time in proportion to its text, however that is damaged', () => {
    const pieces = ['<', '&', '<!--', '<![CDATA[', '<a ', '<a b="', '&#', '\u000B', '&#xD842;', '<a  '];
    for (const piece of pieces) {
      const began = performance.now();
      readReport(withRemark(piece.repeat(200_000)));
      // A pass takes some 100 ms; what is tried anew at every character takes hours.
      expect(performance.now() - began, piece).to.be.lessThan(20_000);
    }
  });
});
