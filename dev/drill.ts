// `npm run drill -- NAME|all`: makes the incident happen that an alert exists for, in a running plugin that a real Prometheus watches, and looks whether
// the alert fires. What it runs is test/more/drill.test.ts; the names are those of grafana/prometheus/rules.yml.
import { spawn } from 'node:child_process';
import { missingWatchers } from './observe/watchers.js';

const names = process.argv.slice(2);
const missing = missingWatchers();
const exitCodes = { usage: 2, missing: 3 } as const;

if (names.length === 0 || names.some((name) => !/^\w+$/.test(name))) {
  console.error('npm run drill -- NAME|all: the name of an alert, as docs/runbooks.md has it, or several.');
  process.exit(exitCodes.usage);
}
if (missing.length > 0) {
  console.error(
    `Not installed: ${missing.join(', ')}. \`apt-get install prometheus prometheus-alertmanager\` has both.`,
  );
  process.exit(exitCodes.missing);
}
const drill = spawn(process.execPath, ['--import', 'tsx', 'dev/mocha.ts', 'test/more/drill.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, DRILL: names.join(',') },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => drill.kill(signal));
drill.once('exit', (code) => process.exit(code ?? 1));
