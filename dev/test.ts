// `npm test`: what must hold before a change is done, in about half an hour on two cores: the checks, each with its seconds, and the tests, on
// the newest PostgreSQL. `npm run test:more` (`dev/test.ts more`), within an hour: the tests in `test/more`, and those that meet a database
// on the oldest. Both end with one line of totals.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  databaseTests,
  failureLines,
  mochaOn,
  moreTests,
  sumOf,
  type Totals,
  totalsLine,
} from './mocha-totals.js';
import { newestPostgres, oldestPostgres } from './postgres-versions.js';

interface Step {
  readonly name: string;
  /** A program of node_modules, or a file of ours, with its arguments; run by this Node. */
  readonly run: readonly string[];
  /** Why it cannot be run here; undefined where it can. */
  readonly skip?: string;
}

interface Outcome {
  readonly code: number;
  readonly output: string;
}

const bin = (name: string) => `node_modules/.bin/${name}`;
const unless = (file: string) => (existsSync(file) ? {} : { skip: `there is no ${file}` });

const checkLoaded = (load: string) =>
  `${load}; if (typeof plugin.createHeyawari !== 'function') throw new Error('createHeyawari is not exported')`;

/** As `npm run lint` names them. */
const underTheImportRule = [
  ...['plugin', 'frontend-extensions', 'bench', 'dev', 'migrations', 'seeds', 'test'],
  ...['examples/tl-lincoln', 'examples/host-pms/api'],
];

/** Independent of each other: worked off two at a time. */
const checks: readonly Step[] = [
  { name: 'eslint', run: [bin('eslint'), '.'] },
  { name: 'tsc', run: [bin('tsc'), '--noEmit'] },
  { name: 'prettier', run: [bin('prettier'), '--check', '--log-level=warn', '.'] },
  {
    name: 'dependency-cruiser',
    run: [bin('depcruise'), '--config', '.dependency-cruiser.cjs', ...underTheImportRule],
  },
  {
    name: 'vue-tsc',
    run: [bin('vue-tsc'), '--noEmit', '-p', 'frontend-extensions/tsconfig.json'],
    ...unless('frontend-extensions/tsconfig.json'),
  },
];

/** In this order: the built package must load the way the PMS loads it. */
const packageSteps: readonly Step[] = [
  { name: 'build', run: ['dev/build.mjs'] },
  {
    name: 'load with require',
    run: ['--input-type=commonjs', '-e', checkLoaded("const plugin = require('heyawari')")],
  },
  {
    name: 'load with import',
    run: ['--input-type=module', '-e', checkLoaded("import * as plugin from 'heyawari'")],
  },
];

function execute({ run }: Step): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, run, {
      env: { ...process.env, FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }));
  });
}

/** Runs one step and prints its line; what it said is shown only where it failed. True where all is well. */
async function check(step: Step): Promise<boolean> {
  if (step.skip) {
    console.log(`- ${step.name}: skipped, ${step.skip}`);
    return true;
  }
  const started = performance.now();
  const { code, output } = await execute(step);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? '✔' : '✘'} ${step.name} (${seconds} s)`);
  if (code !== 0) console.log(output.trimEnd());
  return code === 0;
}

/** Two at a time, in order. Returns how many failed. */
async function checkAll(steps: readonly Step[]): Promise<number> {
  const queue = steps.values();
  let failed = 0;
  const lane = async () => {
    for (const step of queue) if (!(await check(step))) failed += 1;
  };
  await Promise.all([lane(), lane()]);
  return failed;
}

/** The rest of a chain makes no sense after its first failure. Returns how many failed. */
async function checkInOrder(steps: readonly Step[]): Promise<number> {
  for (const [index, step] of steps.entries()) {
    if (await check(step)) continue;
    for (const { name } of steps.slice(index + 1)) console.log(`- ${name}: skipped, ${step.name} failed`);
    return 1;
  }
  return 0;
}

/** What takes longer, and what must hold on the oldest PostgreSQL too. */
async function testMore(): Promise<Totals[]> {
  const more = await mochaOn(newestPostgres, ['--parallel', ...moreTests.besideOthers]);
  console.log('\nWhat measures memory and connections, with nothing beside it');
  const alone = await mochaOn(newestPostgres, moreTests.alone);
  console.log(`\nThe tests that meet a database, on PostgreSQL ${oldestPostgres}`);
  // Wherever the others ran, these are for this version.
  delete process.env.DATABASE_URL;
  return [more, alone, await mochaOn(oldestPostgres, ['--parallel', ...databaseTests])];
}

const more = process.argv[2] === 'more';
const failedChecks = more ? 0 : (await checkAll(checks)) + (await checkInOrder(packageSteps));
const results = more ? await testMore() : [await mochaOn(newestPostgres)];
for (const { slowest } of results)
  console.log(`The slowest files: ${slowest.map(([file, seconds]) => `${file} ${seconds} s`).join(', ')}.`);
for (const failure of results.flatMap(({ failed }) => failed)) console.log(failureLines(failure));
if (failedChecks > 0) console.log(`${failedChecks} of the checks before the tests failed, see above.`);
// A failed check counts as a failure too: "0 failed" means that all is well.
const sum = sumOf(results);
const failures = sum.failures + failedChecks;
console.log(totalsLine({ ...sum, failures }));
process.exit(failures === 0 ? 0 : 1);
