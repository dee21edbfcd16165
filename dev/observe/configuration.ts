// The shipped files of Prometheus and Alertmanager, made ready to run beside one plugin: other addresses, a door of ours instead of mails, and
// for tests every duration shorter.

const inSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** Of one duration in Prometheus's form (`5m`): `by` times shorter, in milliseconds, one at least. */
const shorter = (by: number, count: string, unit: string) =>
  `${Math.max(Math.round((Number(count) * inSeconds[unit]! * 1000) / by), 1)}ms`;

/** The shortest span over which Prometheus still has two samples of what it scrapes every half second. */
const shortestRangeMs = 2000;

/**
 * Of a file of either tool: every duration `by` times shorter, and with it the ages in seconds to which an alert compares (`time() - … > 7200`) and
 * the spans it looks back (`[15m]`, `offset 15m`). Clock times stay.
 */
export function shortened(text: string, by: number): string {
  if (by === 1) return text;
  const span = (count: string, unit: string) =>
    `${Math.max(Math.round((Number(count) * inSeconds[unit]! * 1000) / by), shortestRangeMs)}ms`;
  return text
    .replace(
      /((?:interval|for|group_wait|repeat_interval): )(\d+)([smh])\b/g,
      (_, key: string, count: string, unit: string) => `${key}${shorter(by, count, unit)}`,
    )
    .replace(/\[(\d+)([smh])\]/g, (_, count: string, unit: string) => `[${span(count, unit)}]`)
    .replace(/\boffset (\d+)([smh])\b/g, (_, count: string, unit: string) => `offset ${span(count, unit)}`)
    .replace(
      /(time\(\) - [^\n<>]*[<>]=? )(\d+)\b/g,
      (_, age: string, seconds: string) => `${age}${Number(seconds) / by}`,
    );
}

/** Ports of the loopback address on which the two listen. */
export interface WatcherPorts {
  readonly prometheus: number;
  readonly alertmanager: number;
}

/** `targets` as `host:port`. */
export const forPrometheus = (text: string, targets: readonly string[], ports: WatcherPorts): string =>
  text
    .replaceAll("'127.0.0.1:9090'", `'127.0.0.1:${ports.prometheus}'`)
    .replaceAll("'127.0.0.1:9093'", `'127.0.0.1:${ports.alertmanager}'`)
    .replace("'127.0.0.1:9464'", targets.map((target) => `'${target}'`).join(', '));

/** Every receiver tells `door`, an address, instead of sending mails; at any hour, since whoever watches is awake. */
export function forAlertmanager(text: string, door: string): string {
  const [head, receivers] = text.split('\nreceivers:');
  const names = [...receivers!.matchAll(/^ {2}- name: (\S+)$/gm)].map(([, name]) => name!);
  const told = names.map((name) => `  - name: ${name}\n    webhook_configs: [{ url: '${door}' }]`);
  const awake = head!.replaceAll(/\n +mute_time_intervals: .*$/gm, '');
  return `${awake}\nreceivers:\n${told.join('\n')}\n`;
}
