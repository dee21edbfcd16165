// Before the npm scripts that are called first: installs what package-lock.json says where that is not what node_modules holds. Plain Node, no dependency.
// With an argument: the same in that folder, which has a package-lock.json of its own.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const oldest = [20, 19];
const needed = [22, 12];
const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
const modules = path.join(root, 'node_modules');
const stamp = path.join(modules, '.installed-from');

const atLeast = (version, [major, minor]) => {
  const [ownMajor, ownMinor] = version.split('.').map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
};

function stopWith(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** The lock's hash, by which an installation is recognised. */
const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');

/** Whether npm's own record of node_modules names every package of the lock in its version, what is optional excepted. */
function holdsWhatTheLockSays() {
  const record = path.join(modules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted)
    .filter(
      ([place, { optional, devOptional }]) => place.includes('node_modules/') && !optional && !devOptional,
    )
    .every(([place, { version }]) => installed[place]?.version === version);
}

function isInstalled(hash) {
  if (!existsSync(modules)) return false;
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === hash;
  return holdsWhatTheLockSays();
}

/** npm keeps its cache below the home directory; without one (HOME empty or closed) it would litter this folder instead. */
function cacheSetting() {
  const cache = process.env.npm_config_cache ?? path.join(homedir(), '.npm');
  const litters = !path.isAbsolute(cache) || !path.relative(root, cache).startsWith('..');
  if (!litters && mayWrite(cache)) return {};
  return { npm_config_cache: path.join(tmpdir(), `heyawari-npm-cache-${process.getuid?.() ?? 0}`) };
}

/** Whether `folder`, or the nearest one above it that exists, may be written to. */
function mayWrite(folder) {
  if (!existsSync(folder)) return mayWrite(path.dirname(folder));
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false; // that is the answer
  }
}

/**
 * The same result for npm 10 and 11, as root or not: no package here needs its install script, so none is run, and what
 * is needed for development comes also where NODE_ENV or npm's settings say otherwise.
 */
function install() {
  const npm = process.env.npm_execpath;
  const [command, ...first] = npm ? [process.execPath, npm] : ['npm'];
  const started = Date.now();
  process.stderr.write(`Installing ${process.argv[2] ? path.basename(root) : 'dependencies'} (npm ci) … `);
  const run = spawnSync(
    command,
    [...first, 'ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      shell: !npm && process.platform === 'win32',
      env: { ...process.env, ...cacheSetting() },
    },
  );
  if (run.status !== 0) {
    process.stderr.write('failed\n');
    stopWith([run.stdout, run.stderr, run.error?.message].filter(Boolean).join('\n'));
  }
  process.stderr.write(`${Math.round((Date.now() - started) / 1000)} s\n`);
}

/** npm 10 leaves the link out: packages for other platforms, not installed, claim the same name first. */
function linkNode() {
  const { platform, arch } = process;
  for (const name of [`node-${platform}-${arch}`, `node-bin-${platform}-${arch}`])
    if (existsSync(path.join(modules, name, 'bin', 'node')))
      symlinkSync(path.join('..', name, 'bin', 'node'), path.join(modules, '.bin', 'node'));
}

if (!atLeast(process.versions.node, oldest))
  stopWith(`Node ${oldest.join('.')} or newer is needed to begin with; this is ${process.versions.node}.`);

// npm puts node_modules/.bin first on the PATH of the script that follows.
const shipped = path.join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');

// npm ci would empty the folder behind a link, which is somebody else's: nothing is written there.
if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) {
  console.error(`node_modules is a link to ${realpathSync(modules)}: used as it is, nothing is installed.`);
} else {
  const hash = lockHash();
  if (!isInstalled(hash)) install();
  writeFileSync(stamp, hash);
  if (!existsSync(shipped)) linkNode();
}

if (!existsSync(shipped) && !atLeast(process.versions.node, needed))
  stopWith(
    `Node ${needed.join('.')} or newer is needed, and npm has none for ${process.platform} ${process.arch}: ` +
      `please install one. This is ${process.versions.node}.`,
  );
