// A real Prometheus beside a test: scrapes what it is told every second, with the shipped rules, all durations shortened.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, until } from './platform.js';

export const prometheusIsMissing = () => spawnSync('prometheus', ['--version']).error !== undefined;

/** One series: its labels, and its values in time; one where it was asked for as it is now. NaN left out. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly values: readonly number[];
}

export interface Prometheus {
  /** Seconds; undefined: as it is now. Rejects with what Prometheus says of a query that it cannot answer. */
  ask(expr: string, lastSeconds?: number): Promise<Series[]>;
  stop(): Promise<void>;
}

interface Answer {
  readonly status: string;
  readonly error?: string;
  readonly data?: {
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly value?: readonly [number, string];
      readonly values?: readonly (readonly [number, string])[];
    }[];
  };
}

const rules = fileURLToPath(new URL('../../grafana/prometheus/rules.yml', import.meta.url));
/** What an alert waits for before it is told: a second. */
const atOnce = (text: string) => text.replace(/for: \d+[smh]\b/g, 'for: 1s');

function configure(folder: string, port: number): string {
  writeFileSync(path.join(folder, 'rules.yml'), atOnce(readFileSync(rules, 'utf8')));
  const file = path.join(folder, 'prometheus.yml');
  const scraped = [{ job_name: 'heyawari', static_configs: [{ targets: [`127.0.0.1:${port}`] }] }];
  const main = {
    global: { scrape_interval: '1s', evaluation_interval: '1s' },
    rule_files: ['rules.yml'],
    scrape_configs: scraped,
  };
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(main));
  return file;
}

const seriesOf = ({ data }: Answer): Series[] =>
  (data?.result ?? []).map(({ metric, value, values = value ? [value] : [] }) => ({
    labels: metric,
    values: values.map(([, text]) => Number(text)).filter((number) => !Number.isNaN(number)),
  }));

async function end(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  if (child.kill('SIGTERM')) await gone;
}

/** Of the metrics at `port`; resolves when they are there, and waits `longest` milliseconds for that. */
export async function startPrometheus(port: number, longest = 60_000): Promise<Prometheus> {
  const folder = mkdtempSync(path.join(tmpdir(), 'prometheus-'));
  const own = await freePort();
  const child = spawn(
    'prometheus',
    [
      `--config.file=${configure(folder, port)}`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${own}`,
    ],
    { stdio: 'ignore' },
  );
  const ask: Prometheus['ask'] = async (expr, lastSeconds) => {
    const now = Date.now() / 1000;
    const over = { start: String(now - (lastSeconds ?? 0)), end: String(now), step: '1' };
    const asked = new URLSearchParams({ query: expr, ...(lastSeconds !== undefined && over) });
    const name = lastSeconds === undefined ? 'query' : 'query_range';
    const response = await fetch(`http://127.0.0.1:${own}/api/v1/${name}`, { method: 'POST', body: asked });
    const answer = (await response.json()) as Answer;
    if (answer.status !== 'success') throw new Error(`${expr}: ${answer.error}`);
    return seriesOf(answer);
  };
  const isUp = () =>
    ask('up == 1').then(
      (series) => series.length > 0,
      () => false,
    );
  const stop = async () => {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await until(isUp, longest);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ask, stop };
}
