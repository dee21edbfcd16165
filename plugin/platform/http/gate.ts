// While the plugin does not run, its routes say so: 503 with a sentence, never silence, and never the PMS's own route behind them.
import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { Refusal } from '../../domain/refusal.js';
import { platformMessages } from '../messages.js';
import { languageOf, problemOf } from './problem.js';

/** `starting` until the first start has ended, `failed` while it is tried again, `stopped` for good. */
export type Condition = 'starting' | 'running' | 'failed' | 'stopped';

/** Whether a request is meant for this instance's database. */
export type ServesRequest = (request: Request) => boolean;

export interface GateOptions {
  readonly condition: () => Condition;
  /** False answers 421. Default: every request is meant for this instance. */
  readonly servesRequest?: ServesRequest | undefined;
}

/** Below the host's `/api`. */
const pluginPath = '/heyawari';
/** Seconds after which a client may ask again. */
const retryAfter = '60';

function refusalOf({ condition, servesRequest }: GateOptions, request: Request): Refusal | undefined {
  if (servesRequest?.(request) === false) return new Refusal('misdirected', 'request.other_database');
  const present = condition();
  return present === 'running' ? undefined : new Refusal('unavailable', `plugin.${present}`);
}

/** Whether the request was answered: with 421 where it is meant for another database, with 503 while the plugin does not run. */
export function turnAway(options: GateOptions, request: Request, response: Response): boolean {
  const refusal = refusalOf(options, request);
  if (!refusal) return false;
  const { problem } = problemOf(refusal, {
    language: languageOf(request.get('accept-language')),
    instance: request.originalUrl.split('?')[0] ?? '',
    correlationId: randomUUID(),
    messages: platformMessages,
  });
  if (problem.status === 503) response.set('retry-after', retryAfter);
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  return true;
}

/** To be mounted before the routes it guards: everything of the plugin's own, and `hostPaths`, which it answers in the PMS's place. */
export const createGate = (options: GateOptions, hostPaths: readonly string[]): Router =>
  Router().use([pluginPath, ...hostPaths], (request, response, next) => {
    if (!turnAway(options, request, response)) next();
  });
