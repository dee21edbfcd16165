// How long requests take and how they end, by route as written, never by what is in it.
import type { RequestHandler } from 'express';
import type { Registry } from 'prom-client';
import { createMeasures, type MetricFamilies } from '../metrics/index.js';
import type { AnyRoute } from './route.js';

export const httpFamilies = {
  duration: {
    type: 'histogram',
    name: 'heyawari_http_request_duration_seconds',
    help: 'Duration of a request, guard included, by method, route and status.',
    labels: { method: 'open', route: 'open', status: 'open' },
    buckets: [0.01, 0.05, 0.2, 0.5, 1, 3, 10],
  },
} as const satisfies MetricFamilies;

/** Gives each route a handler that measures the rest of its request. */
export function measureRequests(registry: Registry): (route: AnyRoute) => RequestHandler {
  const { duration } = createMeasures(registry, httpFamilies);
  return (route) => (request, response, next) => {
    const stop = duration.startTimer({ method: request.method, route: route.path });
    response.once('close', () => stop({ status: response.statusCode }));
    next();
  };
}
