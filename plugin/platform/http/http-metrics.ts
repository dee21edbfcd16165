// How long requests take and how they end, by route as written, never by what is in it.
import type { RequestHandler } from 'express';
import { Histogram, type Registry } from 'prom-client';
import type { AnyRoute } from './route.js';

/** Gives each route a handler that measures the rest of its request. */
export function measureRequests(registry: Registry): (route: AnyRoute) => RequestHandler {
  const duration = new Histogram({
    name: 'heyawari_http_request_duration_seconds',
    help: 'Duration of a request, guard included, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.01, 0.05, 0.2, 0.5, 1, 3, 10],
    registers: [registry],
  });
  return (route) => (request, response, next) => {
    const stop = duration.startTimer({ method: request.method, route: route.path });
    response.once('close', () => stop({ status: response.statusCode }));
    next();
  };
}
