// Node's own metrics: event loop, heap, garbage, CPU. Of the process, however many instances of the plugin are in it.
import { collectDefaultMetrics, Registry } from 'prom-client';

let registry: Registry | undefined;

/** The same at each call: its observers are the process's, and cannot be taken away again. */
export function processMetrics(): Registry {
  if (!registry) {
    registry = new Registry();
    collectDefaultMetrics({ register: registry });
  }
  return registry;
}
