// `npm test`: what must hold before a change is done, within ten minutes on two cores: the checks, each with its seconds, and the tests.
// `npm run test:more` (`dev/test.ts more`): the tests in `test/more`, which take longer. Both end with one line of totals.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

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

/** Independent of each other: worked off two at a time. */
const checks: readonly Step[] = [
  { name: 'eslint', run: [bin('eslint'), '.'] },
  { name: 'tsc', run: [bin('tsc'), '--noEmit'] },
  { name: 'prettier', run: [bin('prettier'), '--check', '--log-level=warn', '.'] },
  {
    name: 'dependency-cruiser',
    run: [bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'plugin', 'frontend-extensions'],
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

/** `shown`: the output goes to the terminal as it comes. `kept`: it is handed back. */
function execute(step: Step, output: 'shown' | 'kept', env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, step.run, {
      env: { ...process.env, ...env },
      stdio: [
        'ignore',
        ...(output === 'shown' ? (['inherit', 'inherit'] as const) : (['pipe', 'pipe'] as const)),
      ],
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
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
  const { code, output } = await execute(step, 'kept', { FORCE_COLOR: '0' });
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

interface Totals {
  readonly passes: number;
  readonly failures: number;
  readonly pending: number;
  /** Seconds by file, the slowest first. */
  readonly slowest: readonly (readonly [file: string, seconds: number])[];
}

const nothingRun: Totals = { passes: 0, failures: 1, pending: 0, slowest: [] };

/** Without `files`: all but `test/more`. */
async function mocha(...files: string[]): Promise<Totals> {
  const folder = mkdtempSync(path.join(tmpdir(), 'heyawari-test-'));
  const file = path.join(folder, 'totals.json');
  try {
    const run = ['--import', 'tsx', 'dev/mocha.ts', '--reporter', './dev/totals-reporter.mjs', ...files];
    const { code } = await execute({ name: 'mocha', run }, 'shown', { TEST_TOTALS: file });
    if (!existsSync(file)) return nothingRun;
    const totals = JSON.parse(readFileSync(file, 'utf8')) as Totals;
    return code !== 0 && totals.failures === 0 ? { ...totals, failures: 1 } : totals;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const more = process.argv[2] === 'more';
const failedChecks = more ? 0 : (await checkAll(checks)) + (await checkInOrder(packageSteps));
const { passes, failures, pending, slowest } = await mocha(...(more ? ['test/more/**/*.test.ts'] : []));
console.log(`The slowest files: ${slowest.map(([file, seconds]) => `${file} ${seconds} s`).join(', ')}.`);
if (failedChecks > 0) console.log(`${failedChecks} of the checks before the tests failed, see above.`);
// A failed check counts as a failure too: "0 failed" means that all is well.
console.log(`${passes} passed, ${failures + failedChecks} failed, ${pending} skipped`);
process.exit(failures + failedChecks === 0 ? 0 : 1);
