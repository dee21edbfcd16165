// Whether the port for metrics and health can be had.
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Finding } from '../../plugin/platform/finding.js';
import { asked } from './asked.js';

const loopback = '127.0.0.1';

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, loopback);
    await once(server, 'listening');
    return true;
  } catch {
    return false; // whatever the reason is, the plugin would have it too
  } finally {
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  }
}

/** That of a plugin that runs already is no fault: the look is taken beside it. */
async function isOurs(port: number): Promise<boolean> {
  const answer = await asked(`http://${loopback}:${port}/health/live`);
  return answer.text === '{"live":true}';
}

export async function portFindings(port: number | undefined): Promise<readonly Finding[]> {
  const about = 'port';
  const at = `metrics and health on ${loopback}:${port}`;
  if (port === undefined) {
    const says =
      'Nobody can see metrics and health: set HEYAWARI_METRICS_PORT, another one for each process on this machine.';
    return [{ about, state: 'notice', says }];
  }
  if (port === 0) return [{ about, state: 'ok', says: 'A free one is taken for metrics and health.' }];
  if (await isFree(port)) return [{ about, state: 'ok', says: `It is free for ${at}.` }];
  if (await isOurs(port)) {
    const says = `The plugin answers there already: ${at}; a second process on this machine needs another port.`;
    return [{ about, state: 'notice', says }];
  }
  const says = `Another program has it, or this user may not listen there: ${at}. Set HEYAWARI_METRICS_PORT to a free one.`;
  return [{ about, state: 'fails', says }];
}
