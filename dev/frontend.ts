// The stand-in PMS's pages with the plugin's screens in them, built once and again only when a source has changed.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const repository = fileURLToPath(new URL('..', import.meta.url));
const host = path.join(repository, 'examples/host-pms/frontend');
const dist = path.join(host, 'dist');
const stamp = path.join(dist, '.sources');
const notSources = new Set(['node_modules', 'dist']);

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !notSources.has(entry.name))
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(file) : [file];
    })
    .sort();
}

function sourcesHash(): string {
  const sources = [host, path.join(repository, 'frontend-extensions')].flatMap(filesBelow);
  const hash = createHash('sha256');
  for (const file of [...sources, path.join(repository, 'package-lock.json')])
    hash.update(path.relative(repository, file)).update(readFileSync(file));
  return hash.digest('hex');
}

function isBuilt(hash: string): boolean {
  return existsSync(stamp) && statSync(stamp).isFile() && readFileSync(stamp, 'utf8') === hash;
}

function viteCommand(): string {
  const manifest = createRequire(path.join(host, 'package.json')).resolve('vite/package.json');
  return path.join(path.dirname(manifest), 'bin/vite.js');
}

/** Builds the pages where needed and answers with the folder to serve. Rejects with vite's output when a source does not build. */
export async function buildFrontend(): Promise<string> {
  const hash = sourcesHash();
  if (!isBuilt(hash)) {
    // In a process of its own: vite takes NODE_ENV from its process, and a test's would give a development build.
    await promisify(execFile)(process.execPath, [viteCommand(), 'build', '--logLevel', 'warn'], {
      cwd: host,
      env: { ...process.env, NODE_ENV: 'production' },
    });
    writeFileSync(stamp, hash);
  }
  return dist;
}
