// While the plugin does not run, its routes say so: 503 with a sentence, never silence, and never the PMS's own route behind them.
import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { Refusal } from '../../domain/refusal.js';
import { platformMessages } from '../messages.js';
import { languageOf, problemOf } from './problem.js';

/** `starting` until the first start has ended, `failed` while it is tried again, `stopped` for good. */
export type Condition = 'starting' | 'running' | 'failed' | 'stopped';

/** Below the host's `/api`. */
const pluginPath = '/heyawari';
/** Seconds after which a client may ask again. */
const retryAfter = '60';

/** To be mounted before the routes it guards: everything of the plugin's own, and `hostPaths`, which it answers in the PMS's place. */
export function createGate(condition: () => Condition, hostPaths: readonly string[]): Router {
  return Router().use([pluginPath, ...hostPaths], (request, response, next) => {
    const present = condition();
    if (present === 'running') return next();
    const { problem } = problemOf(new Refusal('unavailable', `plugin.${present}`), {
      language: languageOf(request.get('accept-language')),
      instance: request.originalUrl.split('?')[0] ?? '',
      correlationId: randomUUID(),
      messages: platformMessages,
    });
    response.status(problem.status).set('retry-after', retryAfter).type('application/problem+json');
    response.send(JSON.stringify(problem));
  });
}
