// Runs mocha against a real PostgreSQL: DATABASE_URL where given, else an embedded one that is thrown away afterwards.
// Arguments go to mocha: `npm run mocha -- plugin/pool/service.test.ts --grep "deadline"`. Without a file: all but `test/more`,
// two files at a time.
import { spawn } from 'node:child_process';
import { buildFrontend } from './frontend.js';
import { startPostgres } from './postgres.js';
import { checkDatabase, complain } from './problems.js';
import { createTemplate, dropTemplate } from './template.js';

const { DATABASE_URL: serverUrl } = process.env;
if (serverUrl)
  await checkDatabase('DATABASE_URL', serverUrl).catch((error: unknown) => process.exit(complain(error)));
const server = serverUrl
  ? { url: serverUrl, stop: () => Promise.resolve() }
  : await startPostgres({ directory: `test-postgres-${process.pid}`, throwAway: true }).catch(
      (error: unknown) => process.exit(complain(error)),
    );

/** In the order in which they begin: what takes long must not be the last. */
const everything = [
  'test/{browser,faults}/**/*.test.ts',
  'test/!(browser|faults|more)/**/*.test.ts',
  'dev/**/*.test.ts',
  'plugin/**/*.test.ts',
  'frontend-extensions/**/*.test.ts',
  'examples/**/*.test.ts',
];
const given = process.argv.slice(2);
const whole = !given.some((argument) => argument.endsWith('.ts'));
const run = whole ? [...everything, '--ignore', '**/node_modules/**', '--parallel', ...given] : given;

const [template] = await Promise.all([
  createTemplate(server.url),
  // Before two files that show the pages build them both. What fails here fails there too, and says why.
  run.includes('--parallel') && buildFrontend().catch(() => undefined),
]);
const mocha = spawn(process.execPath, ['node_modules/mocha/bin/mocha.js', ...run], {
  stdio: 'inherit',
  env: { ...process.env, TEST_DATABASE_URL: server.url, TEST_TEMPLATE: template, NODE_ENV: 'test' },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => mocha.kill(signal));
const code = await new Promise<number>((resolve) => mocha.once('exit', (exit) => resolve(exit ?? 1)));
await dropTemplate(server.url, template);
await server.stop();
process.exit(code);
