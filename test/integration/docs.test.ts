// The tables in the documentation, held against the code they speak of.
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import {
  configurationPage,
  configurationRows,
  otherVariables,
} from '../../dev/operators/configuration-page.js';
import { jobsPage } from '../../dev/operators/jobs-page.js';
import { metricsPage } from '../../dev/operators/metrics-page.js';
import { apiDocument, describedJobs } from '../../dev/api/document.js';
import { hotelJobs, scheduledJobs } from '../../plugin/domain/job-names.js';
import { metricCatalogue } from '../../plugin/metric-catalogue.js';

const file = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

const namesIn = (text: string, form: RegExp) => [...text.matchAll(form)].map((match) => match[1]!);

describe('the documentation', () => {
  it('has the page of the settings as the code makes it, each with a meaning', () => {
    expect(file('docs/configuration.md'), 'npm run docs:configuration').to.equal(configurationPage());
    for (const { setting, meaning } of configurationRows()) expect(meaning, setting).to.match(/\w/);
  });

  it('lists every other variable that what is shipped reads from the environment, and none that nothing reads', () => {
    const places = ['plugin', 'dev/command', 'dev/check', 'examples/tl-lincoln'].flatMap((folder) =>
      readdirSync(new URL(`../../${folder}`, import.meta.url), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
        .map((name) => file(`${folder}/${name}`)),
    );
    // The stand-in's mount is the page's but for where it finds the plugin.
    const mount = /```js\n(\/\/ What a hotel adds[^]*?)```/.exec(file('docs/installation.md'))![1]!;
    const code = [...places, mount, file('dev/heyawari-command.ts'), file('knexfile.ts')].join('\n');
    const read = new Set(
      namesIn(code, /\benv\.([A-Z][A-Z_]+)/g).filter((name) => !name.startsWith('HEYAWARI_')),
    );
    expect([...read].sort()).to.deep.equal(otherVariables.map(([name]) => name).sort());
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

  it('leads operators to no route that is not there', () => {
    const ofHotel = Object.keys(apiDocument().paths ?? {}).map((at) => at.replace('/hotels/{hotelId}', ''));
    const known = new Set(ofHotel.map((at) => at.replaceAll(/\{(\w+)\}/g, ':$1')));
    for (const page of ['operations', 'runbooks', 'import-troubleshooting']) {
      const text = file(`docs/${page}.md`);
      for (const named of namesIn(text, /`(?:GET|POST|PUT) …(\/[a-z/:-]+)`/g))
        expect([...known], page).to.include(named);
      expect(
        namesIn(text, /(\/api\/heyawari(?:\/\w+)?)/g).filter((at) => !/heyawari(\/(hotels|docs))?$/.test(at)),
        page,
      ).to.deep.equal([]);
    }
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
