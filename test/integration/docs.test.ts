// The tables in the documentation, held against the code they speak of.
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { jobsPage } from '../../dev/operators/jobs-page.js';
import { metricsPage } from '../../dev/operators/metrics-page.js';
import { describedJobs } from '../../dev/api/document.js';
import { hotelJobs, scheduledJobs } from '../../plugin/domain/job-names.js';
import { metricCatalogue } from '../../plugin/metric-catalogue.js';
import { environmentName, parseOptions } from '../../plugin/options.js';
import { testKey } from '../support/world.js';

const file = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

const namesIn = (text: string, form: RegExp) => [...text.matchAll(form)].map((match) => match[1]!);

function leavesOf(value: object, prefix = ''): [string, unknown][] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? leavesOf(inner, `${prefix}${name}.`)
      : [[`${prefix}${name}`, inner] as [string, unknown]],
  );
}

describe('the documentation', () => {
  it('lists every setting with its environment name and its default', () => {
    const required = ['encryptionKeys', 'siteController.url', 'siteController.systemId'];
    const settings = parseOptions(
      { encryptionKeys: [testKey], siteController: { url: 'http://localhost/', systemId: 'SYS' } },
      {},
    );
    const lines = file('docs/installation.md')
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));
    for (const [name, value] of leavesOf(settings)) {
      const line = lines.find((cells) => cells[1] === name);
      expect(line?.slice(1, 4), name).to.deep.equal([
        name,
        environmentName(name),
        required.includes(name) ? '**required**' : String(value),
      ]);
    }
  });

  it('has the page of the metrics as the code makes it', () => {
    expect(file('docs/metrics.md'), 'npm run docs:metrics').to.equal(metricsPage());
  });

  it('has the page of the jobs as the code makes it', () => {
    expect(file('docs/jobs.md'), 'npm run docs:jobs').to.equal(jobsPage());
  });

  it('names every job that an operator may stop: those of one hotel, and those that go over all', () => {
    const jobs = describedJobs();
    const names = (ofHotel: boolean) =>
      jobs.filter(({ cron }) => (cron === undefined) === ofHotel).map(({ name }) => name);
    expect(names(true)).to.have.members(hotelJobs);
    expect(names(false)).to.have.members(scheduledJobs);
  });

  it('names no metric that is not there', () => {
    const known = new Set(metricCatalogue.flatMap(({ metrics }) => metrics.map(({ name }) => name)));
    const pages = readdirSync(new URL('../../docs', import.meta.url)).filter((name) => name.endsWith('.md'));
    const named = pages.flatMap((page) =>
      namesIn(file(`docs/${page}`), /`(heyawari_[a-z_]+)(?:\{[^`]*\})?`/g).map((name) => `${page}: ${name}`),
    );
    const isMetric = (name: string) => known.has(name.replace(/_(bucket|count|sum)$/, ''));
    const unknown = named.filter((one) => !isMetric(one.split(': ')[1]!));
    expect(
      unknown.filter(
        (one) => !/heyawari_(source|import_id|last_import|jobs|events|reports|reader)$/.test(one),
      ),
    ).to.deep.equal([]);
  });

  it('lists every job, and none that is not there', () => {
    const inCode = describedJobs().map(({ name }) => name);
    const [, section] = /^## Jobs$(.*?)^## /ms.exec(file('docs/operations.md'))!;
    expect(namesIn(section!, /^\| `([a-z-]+)` \|/gm)).to.have.members(inCode);
  });

  it('lists every finding', () => {
    const scripts = readdirSync(new URL('../../findings', import.meta.url)).filter((name) =>
      name.endsWith('.sh'),
    );
    const linked = namesIn(file('findings/README.md'), /\]\(([a-z-]+\.sh)\)/g);
    expect(linked).to.have.members(scripts);
  });
});
