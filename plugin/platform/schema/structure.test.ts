import { expect } from 'chai';
import { onOneLine } from './structure.js';

describe('a definition on one line', () => {
  for (const [what, definition, line] of [
    ['loses line ends and indents', 'CASE\n    WHEN a THEN 1\nEND', 'CASE WHEN a THEN 1 END'],
    ['loses comments', 'BEGIN\n  -- why\n  x := 1; /* and\n how */\nEND', 'BEGIN x := 1; END'],
    ['keeps what is between quotes', "RAISE 'a  -- b''\n /* c'", "RAISE 'a  -- b''\n /* c'"],
    ['keeps signs that begin no comment', 'a - b / c->>d', 'a - b / c->>d'],
  ] as const)
    it(what, () => expect(onOneLine(definition)).to.equal(line));
});
