// Prometheus and Alertmanager as they are installed on this machine, started with the shipped rules beside a plugin, and stopped with it.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { forAlertmanager, forPrometheus, shortened, type WatcherPorts } from './configuration.js';
import type { Noted } from './left-over.js';

export interface WatchersOptions {
  /** What is scraped, as `host:port`. */
  readonly targets: readonly string[];
  /** Where Alertmanager tells what it has to tell. */
  readonly door: string;
  /** Free ports. */
  readonly ports: WatcherPorts;
  /** How many times shorter all durations are; default 1. */
  readonly shorter?: number;
}

export interface Watchers {
  /** Address of Prometheus's pages and API, without a slash at its end. */
  readonly prometheusUrl: string;
  readonly alertmanagerUrl: string;
  /** Of the two, for whoever comes after a start that is killed. */
  readonly noted: Noted;
  /** Ends it alone: Prometheus goes on, and reaches nobody. */
  endAlertmanager(): Promise<void>;
  /** Ends both, and forgets what they have kept. */
  stop(): Promise<void>;
}

const shipped = fileURLToPath(new URL('../../grafana', import.meta.url));
/** Debian calls Alertmanager the first. */
const programs = {
  Prometheus: ['prometheus'],
  Alertmanager: ['prometheus-alertmanager', 'alertmanager'],
} as const;
type Program = keyof typeof programs;

const readyWithinMs = 30_000;
const endsWithinMs = 10_000;
const longestTail = 2000;

const found = (program: Program): string | undefined =>
  programs[program].find((name) => spawnSync(name, ['--version'], { timeout: 10_000 }).error === undefined);

/** Which of the two are not on the PATH. */
export const missingWatchers = (): Program[] =>
  (Object.keys(programs) as Program[]).filter((program) => found(program) === undefined);

interface Running {
  readonly program: Program;
  readonly child: ChildProcess;
  /** The end of what it has said. */
  readonly tail: () => string;
}

function begin(program: Program, given: readonly string[]): Running {
  const child = spawn(found(program)!, given, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (part: Buffer) => (said = (said + part.toString()).slice(-longestTail)));
  // A start that fails is an exit without a code, below.
  child.on('error', (error) => (said += error.message));
  return { program, child, tail: () => said };
}

const hasEnded = ({ child }: Running) => child.exitCode !== null || child.signalCode !== null || !child.pid;

async function end(running: Running): Promise<void> {
  if (hasEnded(running)) return;
  const gone = once(running.child, 'exit');
  running.child.kill('SIGTERM');
  await Promise.race([gone, pause(endsWithinMs, undefined, { ref: false })]);
  if (!hasEnded(running)) running.child.kill('SIGKILL');
}

async function ready(running: Running, url: string): Promise<void> {
  for (const began = performance.now(); performance.now() - began < readyWithinMs; await pause(100)) {
    if (hasEnded(running)) break;
    const answer = await fetch(`${url}/-/ready`, { signal: AbortSignal.timeout(2000) }).catch(
      () => undefined,
    );
    if (answer?.ok) return;
  }
  throw new Error(
    `${running.program} does not answer on ${url}: ${running.tail().trim() || 'it says nothing'}`,
  );
}

/** The shipped files with these addresses in them, in `folder`. Answers with the two main ones. */
function configure(folder: string, { targets, door, ports, shorter = 1 }: WatchersOptions) {
  for (const name of ['prometheus', 'alertmanager'])
    cpSync(path.join(shipped, name), path.join(folder, name), { recursive: true });
  const rewrite = (name: string, change: (text: string) => string) => {
    const file = path.join(folder, name);
    writeFileSync(file, shortened(change(readFileSync(file, 'utf8')), shorter));
    return file;
  };
  rewrite('prometheus/rules.yml', (text) => text);
  return {
    prometheus: rewrite('prometheus/prometheus.yml', (text) => forPrometheus(text, targets, ports)),
    alertmanager: rewrite('alertmanager/alertmanager.yml', (text) => forAlertmanager(text, door)),
  };
}

/** Resolves when both answer. Rejects, with what it said, where one does not; then neither runs. Neither may be missing. */
export async function startWatchers(options: WatchersOptions): Promise<Watchers> {
  const { ports } = options;
  const folder = mkdtempSync(path.join(tmpdir(), 'heyawari-watchers-'));
  const running: Running[] = [];
  const stop = async () => {
    await Promise.all(running.map(end));
    rmSync(folder, { recursive: true, force: true });
  };
  const [prometheusUrl, alertmanagerUrl] = [ports.prometheus, ports.alertmanager].map(
    (port) => `http://127.0.0.1:${port}`,
  ) as [string, string];
  try {
    const files = configure(folder, options);
    const alertmanager = begin('Alertmanager', [
      ...[
        `--config.file=${files.alertmanager}`,
        `--storage.path=${folder}/alerts`,
        '--cluster.listen-address=',
      ],
      `--web.listen-address=127.0.0.1:${ports.alertmanager}`,
    ]);
    const prometheus = begin('Prometheus', [
      ...[`--config.file=${files.prometheus}`, `--storage.tsdb.path=${folder}/data`],
      `--web.listen-address=127.0.0.1:${ports.prometheus}`,
    ]);
    running.push(alertmanager, prometheus);
    await Promise.all([ready(alertmanager, alertmanagerUrl), ready(prometheus, prometheusUrl)]);
  } catch (error) {
    await stop();
    throw error;
  }
  const noted = { folder, processes: running.map(({ child }) => child.pid!) };
  return { prometheusUrl, alertmanagerUrl, noted, endAlertmanager: () => end(running[0]!), stop };
}
