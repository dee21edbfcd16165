// The plugin as it is built, in a folder of its own: processes that are killed or ended are to be those that a hotel runs.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../dev/bundle.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Call at the top of a `describe`; answers with the folder of the bundles, `index.js` and `index.cjs`, which goes after the last test. */
export function useBuiltPlugin(): () => string {
  let folder: string;
  before(async () => {
    // Inside the repository, where its packages are found.
    mkdirSync(path.join(root, '.data'), { recursive: true });
    folder = mkdtempSync(path.join(root, '.data', 'built-'));
    await bundle(path.relative(root, folder));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
}
