// The plugin and the PMS around it as they are built: processes that are killed and started again are to be those that a hotel runs.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, bundlePms } from '../bundle.mjs';

export interface Built {
  /** Of the bundles: `index.js` and `index.cjs` of the plugin, `pms-process.js`. */
  readonly folder: string;
  remove(): void;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** In a folder of its own inside the repository, where the bundles find their packages. */
export async function buildAside(): Promise<Built> {
  mkdirSync(path.join(root, '.data'), { recursive: true });
  const folder = mkdtempSync(path.join(root, '.data', 'built-'));
  const place = path.relative(root, folder);
  await Promise.all([bundle(place), bundlePms(place)]);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
