import { expect } from 'chai';
import type { ImportMessageDetail } from '../../api/imports.js';
import { mappableCodes, namedCode } from './mappable.js';

type Room = NonNullable<ImportMessageDetail['content']>['rooms'][number];

describe('the room codes of a message that a mapping could help', () => {
  const message = (key: string, codes: readonly (readonly [string, string | null])[], code?: string) =>
    ({
      state: 'waiting',
      agency: 'A',
      reason: { key: `import.failure.${key}`, params: code === undefined ? {} : { code }, text: {} },
      content: { rooms: codes.map(([roomCode, type]) => ({ roomCode, type }) as Room) },
    }) as unknown as ImportMessageDetail;
  const codesOf = (asked: ImportMessageDetail) => mappableCodes(asked).map(({ code }) => code);

  it('are those that lead nowhere, each once', () => {
    const rooms = [
      ['X', null],
      ['T', 'Twin'],
      ['X', null],
    ] as const;
    expect(mappableCodes(message('room_code_unknown', rooms))).to.deep.equal([{ agency: 'A', code: 'X' }]);
  });

  it('are all where the type has no room, those that lead nowhere first', () => {
    const rooms = [
      ['T', 'Twin'],
      ['X', null],
    ] as const;
    expect(codesOf(message('no_availability', rooms))).to.deep.equal(['X', 'T']);
  });

  it('are what the failure names where the message cannot be read any more', () => {
    expect(codesOf({ ...message('room_code_unknown', [], 'X'), content: null })).to.deep.equal(['X']);
  });

  it('are none of a message that is done, fails by something else or has no code', () => {
    expect(codesOf({ ...message('room_code_unknown', [['X', null]], 'X'), state: 'done' })).to.be.empty;
    expect(codesOf(message('guest_missing', [['X', null]]))).to.be.empty;
    expect(codesOf(message('room_code_unknown', [['', null]]))).to.be.empty;
    expect(namedCode(message('room_code_unknown', [], ''))).to.equal(undefined);
  });
});
