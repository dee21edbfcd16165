// The metrics of live updates: browsers that listen, what they are told, and who was not let in.
import type { Registry } from 'prom-client';
import { screenTopics } from '../events/index.js';
import { createMeasures, type MetricFamilies } from '../metrics/index.js';

const refusals = ['invalid', 'unauthorized', 'unavailable'] as const;
/** `invalid`: no token or hotel; `unauthorized`: the PMS does not let them in; `unavailable`: no instance has their database, or is started. */
export type HandshakeRefusal = (typeof refusals)[number];

export type ScreenTopic = (typeof screenTopics)[number];

export const socketFamilies = {
  connected: {
    type: 'gauge',
    name: 'heyawari_sockets_connected',
    help: 'Browsers that are connected for live updates; no series where the process has no sockets (role worker, or no socket.io server given).',
  },
  handshakes: {
    type: 'counter',
    name: 'heyawari_socket_handshakes_total',
    help: 'Browsers that asked for live updates, by result: admitted; invalid (no token or hotel); unauthorized (by the PMS); unavailable (not started, or of another database).',
    labels: { result: ['admitted', ...refusals] },
  },
  notices: {
    type: 'counter',
    name: 'heyawari_socket_notices_total',
    help: 'Notices sent to browsers, each browser counted, by what they say has changed.',
    labels: { topic: screenTopics },
  },
} as const satisfies MetricFamilies;

export interface SocketMetrics {
  /** From now on sockets are served; `connected` is asked with each scrape. */
  watch(connected: () => number): void;
  handshake(result: 'admitted' | HandshakeRefusal): void;
  /** One notice to so many browsers. */
  sent(topic: ScreenTopic, browsers: number): void;
}

export function createSocketMetrics(registry: Registry): SocketMetrics {
  let connected: (() => number) | undefined;
  const { handshakes, notices } = createMeasures(registry, socketFamilies, {
    connected(gauge) {
      if (connected) gauge.set(connected());
    },
  });
  return {
    watch: (asked) => void (connected = asked),
    handshake: (result) => handshakes.inc({ result }),
    sent: (topic, browsers) => notices.inc({ topic }, browsers),
  };
}
