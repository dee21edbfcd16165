// The plugin as a PMS loads it: one bundle for `import`, one for `require`, the engine's thread beside them, and the command `heyawari` with the
// migrations and seeds that it runs, and the small hotel's bookings for its simulator. Packages stay outside.
import { build } from 'esbuild';
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const shared = {
  absWorkingDir: root,
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node22.12',
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
};
// The engine's thread is started from a file of its own, which both bundles find beside them; a CommonJS bundle has no import.meta.
const here = {
  // A name that no source has: esbuild does not rename what would shadow it.
  define: { 'import.meta.url': 'urlOfThisBundle' },
  banner: { js: "const urlOfThisBundle = require('node:url').pathToFileURL(__filename).href;" },
};

/**
 * What the API's page shows itself by, beside the bundles. As a dependency its package would bring 12 MB for these 2, and with it one that
 * calls home when it is installed.
 */
function copySwaggerUi(folder) {
  const from = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const to = path.join(shared.absWorkingDir, folder, 'swagger-ui');
  mkdirSync(to, { recursive: true });
  for (const name of [
    'swagger-ui-bundle.js',
    'swagger-ui-bundle.js.LICENSE.txt',
    'swagger-ui.css',
    'LICENSE',
    'NOTICE',
  ])
    copyFileSync(path.join(from, name), path.join(to, name));
}

/** What a hotel installs with the package stays outside; the command also takes in what only this repository has for it (a reader of CSV). */
const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const installed = Object.keys(dependencies).flatMap((name) => [name, `${name}/*`]);

/** `npx heyawari`, and the migrations and seeds that it finds beside itself. */
function command() {
  const beside = ['migrations', 'seeds'].flatMap((folder) =>
    readdirSync(path.join(root, folder)).map((name) => `${folder}/${path.parse(name).name}`),
  );
  return [
    { in: 'dev/heyawari-command.ts', out: 'heyawari' },
    ...beside.map((module) => ({ in: `${module}.ts`, out: module })),
  ];
}

/** Writes the bundles into `folder`, a path from the repository's root. */
export async function bundle(folder) {
  const plugin = { ...shared, entryPoints: ['plugin/index.ts'] };
  copySwaggerUi(folder);
  copyFileSync(
    path.join(root, 'dev/bookings/small.csv.gz'),
    path.join(shared.absWorkingDir, folder, 'small.csv.gz'),
  );
  // pg-boss is an ES module alone; Node loads such with `require` from 22.12 on.
  await Promise.all([
    build({ ...plugin, format: 'esm', outfile: `${folder}/index.js` }),
    build({ ...plugin, ...here, format: 'cjs', outfile: `${folder}/index.cjs` }),
    build({
      ...shared,
      entryPoints: ['plugin/solver/worker.ts'],
      format: 'esm',
      outfile: `${folder}/solver-worker.js`,
    }),
    build({
      ...shared,
      packages: 'bundle',
      external: installed,
      entryPoints: command(),
      // What the command and a seed both know is one thing to both: an error is told by its class.
      splitting: true,
      format: 'esm',
      outdir: folder,
    }),
  ]);
}

/** The main job's PMS, with nothing to compile when it is killed and started again; `folder` is two levels below the root, as its source is. */
export const bundlePms = (folder) =>
  build({
    ...shared,
    entryPoints: ['dev/main-job/pms-process.ts'],
    format: 'esm',
    outfile: `${folder}/pms-process.js`,
  });
