// The dashboards as they are shipped: made by the code, and refused by no check.
import { expect } from 'chai';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { dashboards } from './all.js';
import { differences, surroundings } from './build.js';
import { problemsOf, queriesOf } from './checks.js';
import { promtoolIsInstalled, promtoolProblems } from './promtool.js';
import { typeProblems } from './typed.js';

const shipped = fileURLToPath(new URL('../../../grafana/dashboards', import.meta.url));
const textOf = (name: string) => readFileSync(path.join(shipped, name), 'utf8');

describe('the shipped dashboards', function () {
  this.timeout(120_000);

  it('are as the code has them (npm run grafana:build), and the same each time they are built', () => {
    expect(differences(dashboards())).to.deep.equal([]);
    expect(JSON.stringify(dashboards())).to.equal(JSON.stringify(dashboards()));
  });

  it('are refused when one was edited by hand, is missing, or is made by nothing', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'dashboards-'));
    try {
      cpSync(shipped, folder, { recursive: true });
      writeFileSync(
        path.join(folder, 'pool.json'),
        textOf('pool.json').replace('"refresh": "1m"', '"refresh": "5s"'),
      );
      rmSync(path.join(folder, 'imports.json'));
      writeFileSync(path.join(folder, 'mine.json'), '{}');
      expect(differences(dashboards(), folder)).to.have.members([
        'imports.json is not as the code has it: npm run grafana:build',
        'pool.json is not as the code has it: npm run grafana:build',
        'mine.json is made by nothing',
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('are refused by no check, and show every metric of the catalogue', () => {
    expect(problemsOf(dashboards(), surroundings())).to.deep.equal([]);
  });

  it('ask for nothing that Prometheus cannot read', function () {
    if (!promtoolIsInstalled()) {
      this.test!.title += ' (skipped: promtool is not installed; apt-get install prometheus)';
      this.skip();
    }
    expect(promtoolProblems(queriesOf(dashboards()))).to.deep.equal([]);
  });

  it('are what Grafana’s types say, and what is not is refused', () => {
    const texts = Object.fromEntries(readdirSync(shipped).map((name) => [name, textOf(name)]));
    const bad = {
      legend: textOf('pool.json').replace('"displayMode": "table"', '"displayMode": "tabel"'),
      option: textOf('pool.json').replace('"graphMode": "none"', '"graphMode": "none", "grafMode": 1'),
      number: textOf('pool.json').replace('"refresh": "1m"', '"refresh": 60'),
    };
    const problems = typeProblems({ ...texts, ...bad });
    expect(problems, problems.join('\n')).to.have.length(3);
    expect(problems[0]).to.include('tabel');
    expect(problems[1]).to.include('grafMode');
    expect(problems[2]).to.include("'number' is not assignable to type 'string'");
  });
});
