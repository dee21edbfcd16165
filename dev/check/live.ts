// `npx heyawari check --live URL`, after the plugin is mounted: asks the processes that run. Every question is given up within seconds.
import { type Finding } from '../../plugin/platform/finding.js';
import { asked, jsonIn, unlikeHoped } from './asked.js';
import { looked } from './looks.js';
import { healthFindings } from './live-health.js';
import { metricFindings } from './live-metrics.js';
import { prometheusFindings } from './live-prometheus.js';
import { scheduleFindings } from './live-schedules.js';
import type { Language } from './show.js';

export interface Live {
  /** Of the PMS: `http://127.0.0.1:5000`. */
  readonly url: string;
  /** Of metrics and health, one for each process. */
  readonly metrics: readonly string[];
  /** Of Prometheus; undefined: not asked. */
  readonly prometheus: string | undefined;
  /** Of the database; undefined: the schedules are not looked at. */
  readonly databaseUrl: string | undefined;
  readonly language: Language;
  readonly now: Date;
}

const fetchPath = '/api/sc/tl/reservations/fetch';
/** Reads nothing and writes nothing: no route of a PMS has it, and ours says of itself who it is. */
const harmlessMethod = 'PROPFIND';

interface FetchRoute {
  readonly answeredBy?: string;
  readonly calls?: number;
  readonly lastCall?: string;
  readonly key?: string;
}

/** Never with GET, which fetches: the PMS's own route would import once more what is stored and not yet confirmed. */
async function fetchRouteFindings(url: string): Promise<readonly Finding[]> {
  const about = 'fetch route';
  const answer = await asked(new URL(fetchPath, url).href, { method: harmlessMethod });
  const is = (state: Finding['state'], says: string): readonly Finding[] => [{ about, state, says }];
  if (answer.status === 0)
    return is('fails', `Nobody answers at ${url}: ${answer.text}. Is the PMS running?`);
  if (answer.leadsTo !== undefined)
    return is('fails', `Not the plugin answers at ${url} (${unlikeHoped(answer)}).`);
  const { answeredBy, calls, lastCall, key } = (jsonIn(answer) ?? {}) as FetchRoute;
  if (key?.startsWith('plugin.') || (answer.status === 503 && answer.type === 'application/problem+json'))
    return is('fails', 'It is the plugin’s, but the plugin does not run: the log of the PMS says why.');
  if (answeredBy !== 'heyawari')
    return is(
      'fails',
      `Not the plugin answers at ${fetchPath} (${answer.status}): mount its router before the PMS’s own XML routes, and keep it mounted when it cannot start.`,
    );
  if (!calls)
    return is(
      'notice',
      'It is the plugin’s; since this process started nobody has called it. The PMS’s job calls every 5 to 30 minutes: look again then. If it stays so, the PMS’s own route stands before it: mount the plugin’s router before the XML routes.',
    );
  return is(
    'ok',
    `It is the plugin’s; called ${calls} times since this process started, last at ${lastCall}.`,
  );
}

async function socketFindings(url: string): Promise<readonly Finding[]> {
  const about = 'sockets';
  const at = new URL('/socket.io/?EIO=4&transport=polling', url).href;
  const answer = await asked(at);
  const sid = /^0\{"sid":"([^"]+)"/.exec(answer.text)?.[1];
  if (answer.status !== 200 || sid === undefined) {
    const says = `No handshake at ${at} (${unlikeHoped(answer)}): the screens ask at intervals instead. Is socket.io in the PMS, and does the proxy let /socket.io through?`;
    return [{ about, state: 'notice', says }];
  }
  // Said goodbye to; where that is lost, the server forgets it by itself.
  await asked(`${at}&sid=${encodeURIComponent(sid)}`, {
    method: 'POST',
    body: '1',
    headers: { 'content-type': 'text/plain' },
  });
  return [{ about, state: 'ok', says: 'The socket answers a handshake.' }];
}

export async function checkLive(live: Live): Promise<readonly Finding[]> {
  const { url, metrics, prometheus, databaseUrl, language } = live;
  const groups = [
    looked('fetch route', () => fetchRouteFindings(url)),
    looked('sockets', () => socketFindings(url)),
    looked('health', () => healthFindings(metrics, language)),
    looked('metrics', () => metricFindings(metrics, live.now)),
    databaseUrl === undefined
      ? Promise.resolve<readonly Finding[]>([
          {
            about: 'schedules',
            state: 'notice',
            says: 'Not looked at: set DATABASE_URL, as the plugin’s processes connect.',
          },
        ])
      : looked('schedules', () => scheduleFindings(databaseUrl)),
    ...(prometheus === undefined
      ? []
      : [looked('Prometheus', () => prometheusFindings(prometheus, metrics))]),
  ];
  return (await Promise.all(groups)).flat();
}
