// The line of the log by which an operator knows that a process works.
import { expect } from 'chai';
import { type StartFacts, startedSentence } from './said-at-start.js';

const facts: StartFacts = {
  ...{ role: 'worker', hotels: [1, 7], schema: 75, node: '22.12.0', postgres: '17.4', jobTables: 46 },
  ...{ wantedPort: 9464, port: 9464 },
};

describe('the line that says that a process has started', () => {
  it('has versions, role, hotels and address', () => {
    expect(startedSentence(facts)).to.match(
      /^Heyawari has started: version \d+\.\d+\.\d+, role worker, 2 hotels \(1, 7\); schema 75, Node 22\.12\.0, PostgreSQL 17\.4, pg-boss \d+\.\d+\.\d+ with tables 46; metrics and health on http:\/\/127\.0\.0\.1:9464$/,
    );
  });

  it('says where no hotel is fetched for, and counts more than it names', () => {
    expect(startedSentence({ ...facts, hotels: [] })).to.include('no hotel has a TL-Lincoln login yet');
    const many = startedSentence({ ...facts, hotels: Array.from({ length: 1000 }, (_, i) => i + 1) });
    expect(many).to.include('1000 hotels (1, 2,').and.to.include(', 50 and 950 more);');
  });

  it('tells no metrics from metrics whose port is taken', () => {
    expect(startedSentence({ ...facts, wantedPort: undefined, port: undefined })).to.match(
      /; no metrics port$/,
    );
    expect(startedSentence({ ...facts, port: undefined })).to.match(/another process has port 9464$/);
  });
});
