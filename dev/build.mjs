// Builds the published plugin: one bundle for `import`, one for `require`, and the types. Every package stays outside.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });

const shared = {
  absWorkingDir: root,
  entryPoints: ['plugin/index.ts'],
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node22.12',
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
};
// pg-boss is an ES module alone; Node loads such with `require` from 22.12 on.
await Promise.all([
  build({ ...shared, format: 'esm', outfile: 'dist/index.js' }),
  build({ ...shared, format: 'cjs', outfile: 'dist/index.cjs' }),
]);
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
