// `npm start -- --observe`: Prometheus and Alertmanager beside the demo, with the shipped alerts; what would be told is told here.
import { linesOf, openDoor } from '../observe/door.js';
import { missingWatchers, startWatchers } from '../observe/watchers.js';
import type { Stage } from './house.js';
import { freePortFrom } from './ports.js';

const loopback = '127.0.0.1';
const wanted = { prometheus: 9090, alertmanager: 9093 } as const;

/** Lines for the greeting. Where they cannot be started it is said why, and the demo goes on without. */
export async function openWatch({ releases, say }: Stage, metricsUrl: string): Promise<string[]> {
  const missing = missingWatchers();
  if (missing.length > 0) {
    say(
      `Not installed: ${missing.join(', ')}. \`apt-get install prometheus prometheus-alertmanager\` has both; the demo goes on without.`,
    );
    return [];
  }
  const door = await openDoor((told) => linesOf(told).forEach(say));
  releases.push('door of Alertmanager', () => door.close());
  try {
    const watchers = await startWatchers({
      targets: [new URL(metricsUrl).host],
      door: door.url,
      ports: {
        prometheus: await freePortFrom(wanted.prometheus, loopback, '--observe'),
        alertmanager: await freePortFrom(wanted.alertmanager, loopback, '--observe'),
      },
    });
    releases.push('Prometheus and Alertmanager', () => watchers.stop());
    return [
      `Prometheus ${watchers.prometheusUrl}/alerts  (which alerts there are, and which fire)`,
      `Alertmanager ${watchers.alertmanagerUrl}  (what is told; here in lines that begin with "told", at any hour)`,
    ];
  } catch (error) {
    say(`${(error as Error).message} The demo goes on without.`);
    return [];
  }
}
