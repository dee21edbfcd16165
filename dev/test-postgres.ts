// `npm run test:postgres -- [VERSION …] [FILE.test.ts …] [mocha's options]`: the tests that need a PostgreSQL, on each supported version, one after the other.
import { databaseTests, mochaOn, sumOf, type Totals, totalsLine } from './mocha-totals.js';
import { asPostgresVersion, postgresVersions } from './postgres-versions.js';
import { complain } from './problems.js';

async function main(given: readonly string[]): Promise<number> {
  const end = given.findIndex((argument) => !/^\d+$/.test(argument));
  const [versions, rest] = end < 0 ? [given, []] : [given.slice(0, end), given.slice(end)];
  const chosen = versions.map(asPostgresVersion);
  const files = rest.some((argument) => argument.endsWith('.ts')) ? [] : ['--parallel', ...databaseTests];
  const results: [version: number, totals: Totals][] = [];
  for (const version of chosen.length > 0 ? chosen : postgresVersions) {
    console.log(`\nPostgreSQL ${version}`);
    results.push([version, await mochaOn(version, [...files, ...rest])]);
  }
  for (const [version, totals] of results) console.log(`PostgreSQL ${version}: ${totalsLine(totals)}`);
  const sum = sumOf(results.map(([, totals]) => totals));
  console.log(totalsLine(sum));
  return sum.failures === 0 ? 0 : 1;
}

// A server of one version would stand in for all of them.
delete process.env.DATABASE_URL;
process.exitCode = await main(process.argv.slice(2)).catch(complain);
