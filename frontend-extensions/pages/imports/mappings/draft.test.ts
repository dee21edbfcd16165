import { expect } from 'chai';
import type { Mapping, MappingPreview, SeenCode } from '../../../api/mappings.js';
import { checkOf, draftOf, formOf } from './draft.js';
import { findCodes, findMappings, withoutMeaning } from './find.js';

const entry = {
  ...{ id: 1, version: 2, agency: 'A', code: 'ＴＷＮ', names: ['Twin'], active: true, smoking: 'smoking' },
  ...{ type: { id: 7, name: 'ツイン' }, attributes: ['高層階', '海側'] },
} as unknown as Mapping;

describe('a mapping that is filled in', () => {
  const filled = { ...formOf({ agency: 'A', code: 'X' }), typeId: 7 };
  const preview = (...severities: string[]) =>
    ({
      present: null,
      problems: severities.map((severity) => ({ severity })),
    }) as unknown as MappingPreview;

  it('is sent as the entry that it was filled with, where nothing is changed', () => {
    const { agency, code, smoking, attributes, active } = entry;
    expect(draftOf(formOf(entry))).to.deep.equal({
      ...{ agency, code, typeId: 7, smoking, attributes, active },
    });
  });

  it('is not sent before all is there', () => {
    expect(draftOf(filled)).to.include({ agency: 'A', code: 'X', typeId: 7 });
    expect(draftOf({ ...filled, typeId: null })).to.equal(undefined);
    expect(draftOf({ ...filled, code: '　' })).to.equal(undefined);
    expect(draftOf({ ...filled, agency: ' ' })).to.equal(undefined);
    expect(draftOf({ ...filled, agency: ' ', ofAny: true })).to.include({ agency: null });
  });

  it('takes words between any commas, each once, as they are filled in', () => {
    expect(draftOf({ ...filled, attributes: '高層階， 海側,高層階、' })?.attributes).to.deep.equal([
      '高層階',
      '海側',
    ]);
    const long = 'あ'.repeat(41);
    expect(draftOf({ ...filled, attributes: long })?.attributes, 'for the server to refuse').to.deep.equal([
      long,
    ]);
  });

  it('has an entry in the way only where it is a new one', () => {
    const taken = { ...preview(), present: entry } as MappingPreview;
    const draft = draftOf(filled)!;
    expect(checkOf(taken, { agency: 'A', code: 'X' }, draft).inTheWay).to.equal(entry);
    expect(checkOf(taken, entry, draft).inTheWay).to.equal(undefined);
  });

  it('asks whether it is meant to override the master, but not again for what has been meant', () => {
    const draft = draftOf(filled)!;
    expect(checkOf(preview('confirm'), { agency: 'A', code: 'X' }, draft).needsConfirming).to.equal(true);
    expect(checkOf(preview('confirm'), entry, draft).needsConfirming).to.equal(false);
    expect(checkOf(preview('confirm'), entry, { ...draft, typeId: 8 }).needsConfirming).to.equal(true);
    expect(checkOf(preview('warning'), entry, draft).isRefused).to.equal(false);
    expect(checkOf(preview('error'), entry, draft).isRefused).to.equal(true);
  });
});

describe('what is looked for among mappings and codes', () => {
  const seen = (code: string, waiting: number, meaning: unknown) =>
    ({ agency: 'A', code, names: [], waiting, meaning }) as unknown as SeenCode;
  const codes = [seen('B', 0, { type: { name: 'ツイン' } }), seen('C', 1, null), seen('D', 5, null)];

  it('is found by code, agency, type and the agency’s name, in any width and case', () => {
    for (const search of ['twn', 'a', 'ツイン', 'ﾂｲﾝ', ' TWIN '])
      expect(findMappings([entry], search), search).to.have.length(1);
    expect(findMappings([entry], 'dlx')).to.have.length(0);
  });

  it('shows codes that lead nowhere first, and of these the ones that most messages wait for', () => {
    expect(findCodes(codes, '').map(({ code }) => code)).to.deep.equal(['D', 'C', 'B']);
    expect(withoutMeaning(codes).map(({ code }) => code)).to.deep.equal(['D', 'C']);
  });
});
