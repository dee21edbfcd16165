// `npm start -- --observe`: Prometheus and Alertmanager beside the demo, with the shipped alerts; what would be told is told here.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { linesOf, openDoor } from '../observe/door.js';
import { endLeftOver, note } from '../observe/left-over.js';
import { missingWatchers, startWatchers } from '../observe/watchers.js';
import type { Stage } from './house.js';
import { freePortFrom } from './ports.js';

const loopback = '127.0.0.1';
const wanted = { prometheus: 9090, alertmanager: 9093 } as const;

const noteIn = ({ command }: Stage) => path.join(command.folder, 'observing.json');

/** A start that was killed leaves them running, on the ports that the next one would have. */
export async function endLeftWatch(stage: Stage): Promise<void> {
  if ((await endLeftOver(noteIn(stage))) > 0)
    stage.say('Prometheus and Alertmanager of a start that was killed were still running; they are ended.');
}

/** Lines for the greeting. Where they cannot be started it is said why, and the demo goes on without. */
export async function openWatch(stage: Stage, metricsUrl: string): Promise<string[]> {
  const { releases, say } = stage;
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
    note(noteIn(stage), watchers.noted);
    releases.push('Prometheus and Alertmanager', () =>
      watchers.stop().finally(() => rmSync(noteIn(stage), { force: true })),
    );
    return [
      `Prometheus ${watchers.prometheusUrl}/alerts  (which alerts there are, and which fire)`,
      `Alertmanager ${watchers.alertmanagerUrl}  (what is told; here in lines that begin with "told", at any hour)`,
    ];
  } catch (error) {
    say(`${(error as Error).message} The demo goes on without.`);
    return [];
  }
}
