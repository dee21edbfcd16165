import { expect } from 'chai';
import { keepText, textOf } from './kept-text.js';

describe('the text of a metric', () => {
  let written = 0;
  const write = () => Promise.resolve(`text ${(written += 1)}`);
  beforeEach(() => (written = 0));

  it('is written with each scrape, where nothing else is said', async () => {
    const metric = {};
    expect([await textOf(metric, write), await textOf(metric, write)]).to.deep.equal(['text 1', 'text 2']);
  });

  it('is kept until it has changed, where that is said', async () => {
    const metric = {};
    keepText(metric);
    expect([await textOf(metric, write), await textOf(metric, write)]).to.deep.equal(['text 1', 'text 1']);
    keepText(metric);
    expect(await textOf(metric, write)).to.equal('text 2');
  });

  it('that was being written when it changed is not kept', async () => {
    const metric = {};
    keepText(metric);
    let say: (text: string) => void = () => undefined;
    const late = textOf(metric, () => new Promise((resolve) => (say = resolve)));
    keepText(metric);
    say('old');
    expect(await late).to.equal('old');
    expect(await textOf(metric, write)).to.equal('text 1');
  });
});
