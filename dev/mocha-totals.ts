// Mocha as a step of a longer run: its report goes to the terminal as it comes, and its totals come back.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Totals {
  readonly passes: number;
  readonly failures: number;
  readonly pending: number;
  /** Seconds by file, the slowest first. */
  readonly slowest: readonly (readonly [file: string, seconds: number])[];
  readonly failed: readonly Failure[];
}

export interface Failure {
  readonly file: string;
  readonly title: string;
  /** Its beginning. */
  readonly message: string;
}

/** Tests beside their code that meet a database say so by their import. */
const besideTheirCode = readdirSync('plugin', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => path.join('plugin', name))
  .filter((file) => readFileSync(file, 'utf8').includes('/test/support/database.js'));

/** The tests that meet a database; what else the plugin has is the same on every version. */
export const databaseTests: readonly string[] = [
  'test/integration/**/*.test.ts',
  'test/contract/**/*.test.ts',
  'dev/postgres.test.ts',
  ...besideTheirCode,
];

const measuring = 'memory|pace';
const longest = 'fuzz|starting|main-job|workers|kills';

/** `test/more`, of which some would measure what runs beside them. */
export const moreTests: Readonly<Record<'besideOthers' | 'alone', readonly string[]>> = {
  // In the order in which they begin: what takes long must not be the last.
  besideOthers: [`test/more/@(${longest}).test.ts`, `test/more/!(${measuring}|${longest}).test.ts`],
  alone: [`test/more/@(${measuring}).test.ts`],
};

const nothingRun: Totals = { passes: 0, failures: 1, pending: 0, slowest: [], failed: [] };

function runMocha(argumentsOfMocha: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const run = ['--import', 'tsx', 'dev/mocha.ts', ...argumentsOfMocha];
  const child = spawn(process.execPath, run, { env, stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** On that major version of PostgreSQL; without a file among the arguments: all but `test/more`. */
export async function mochaOn(postgres: number, argumentsOfMocha: readonly string[] = []): Promise<Totals> {
  const folder = mkdtempSync(path.join(tmpdir(), 'heyawari-test-'));
  const file = path.join(folder, 'totals.json');
  try {
    const env = { ...process.env, TEST_TOTALS: file, POSTGRES_VERSION: String(postgres) };
    const code = await runMocha(argumentsOfMocha, env);
    if (!existsSync(file)) return nothingRun;
    const totals = JSON.parse(readFileSync(file, 'utf8')) as Totals;
    return code !== 0 && totals.failures === 0 ? { ...totals, failures: 1 } : totals;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export type Sum = Pick<Totals, 'passes' | 'failures' | 'pending'>;

/** Said again at the end of a long run, whose report is far above by then. */
export const failureLines = ({ file, title, message }: Failure) =>
  `✘ ${file}: ${title}\n${message.replace(/^/gm, '  ')}`;

export const totalsLine = ({ passes, failures, pending }: Sum) =>
  `${passes} passed, ${failures} failed, ${pending} skipped`;

export const sumOf = (all: readonly Totals[]): Sum => ({
  passes: all.reduce((sum, { passes }) => sum + passes, 0),
  failures: all.reduce((sum, { failures }) => sum + failures, 0),
  pending: all.reduce((sum, { pending }) => sum + pending, 0),
});
