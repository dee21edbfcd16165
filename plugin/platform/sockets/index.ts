// Live updates to browsers: a namespace of our own on the PMS's socket.io server, signed-in users only, no guest data (N2).
import { randomUUID } from 'node:crypto';
import type { Namespace, Server, Socket } from 'socket.io';
import type { Logger } from 'winston';
import { z } from 'zod';
import { type Events, screenTopics } from '../events/index.js';
import {
  admitted,
  type Guard,
  handshakeRequest,
  idText,
  integerField,
  type ServesRequest,
} from '../http/index.js';
import type { HandshakeRefusal, SocketMetrics } from './metrics.js';

export { createSocketMetrics, socketFamilies, type SocketMetrics } from './metrics.js';

export interface SocketsOptions {
  /** The host's socket.io server. */
  readonly io: Server;
  /** The PMS's middleware for the permission `view`. */
  readonly viewGuard: Guard;
  readonly events: Events;
  readonly logger: Logger;
  readonly metrics: SocketMetrics;
  /** As for requests: whether a browser belongs to this instance's database. Default: every browser does. */
  readonly servesRequest?: ServesRequest;
}

export interface Sockets {
  /** Begins to tell browsers of every event for screens; each web process tells its own. */
  start(): void;
  /** Closes the connections of this instance's browsers; those of others, and the host's own, stay. */
  stop(): void;
}

/** `token` is the PMS's own JWT, without the word Bearer. */
const handshakeSchema = z.object({
  token: z.string().min(1),
  hotelId: z.union([integerField({ min: 1 }), idText]),
});
type Handshake = z.output<typeof handshakeSchema>;

/** One of the instances that share a server: each has the browsers of its own database. */
interface Instance {
  readonly room: string;
  serves(socket: Socket, handshake: Handshake): boolean;
  admits(socket: Socket, handshake: Handshake): Promise<boolean>;
  readonly metrics: SocketMetrics;
}

const name = '/heyawari';
const hotelRoom = (instance: Instance, hotelId: number) => `${instance.room} hotel:${hotelId}`;

/** Where the namespace itself keeps who shares it: the list belongs to the host's server, and other copies of this module find it. */
const instancesKey = Symbol.for('heyawari.instances');
type SharedNamespace = Namespace & { [instancesKey]?: Set<Instance> };

/** Counted by the instance that it was meant for, where that is known; else by the first. */
function refused(reason: HandshakeRefusal, instance: Instance | undefined): Error {
  instance?.metrics.handshake(reason);
  return new Error(reason);
}

/** Throws `unavailable`, `invalid` or `unauthorized`, which the browser receives as `connect_error`. */
async function admit(socket: Socket, instances: ReadonlySet<Instance>): Promise<void> {
  const [first] = instances;
  if (!first) throw refused('unavailable', undefined);
  const { data: handshake } = handshakeSchema.safeParse(socket.handshake.auth);
  if (!handshake) throw refused('invalid', first);
  const serving = [...instances].filter((instance) => instance.serves(socket, handshake));
  if (serving.length === 0) throw refused('unavailable', first);
  for (const instance of serving) {
    if (!(await instance.admits(socket, handshake))) continue;
    await socket.join([instance.room, hotelRoom(instance, handshake.hotelId)]);
    instance.metrics.handshake('admitted');
    return;
  }
  throw refused('unauthorized', serving[0]);
}

/** The namespace with the instances in it; the first of them puts up its one door. */
function sharedNamespace(io: Server, logger: Logger) {
  const namespace: SharedNamespace = io.of(name);
  const known = namespace[instancesKey];
  if (known) return { namespace, instances: known };
  const instances = (namespace[instancesKey] = new Set<Instance>());
  namespace.use((socket, next) => {
    admit(socket, instances).then(
      () => next(),
      (error: unknown) => {
        logger.debug('socket refused', { error });
        next(error instanceof Error ? error : new Error('unauthorized'));
      },
    );
  });
  return { namespace, instances };
}

const screenTopicOf = (topic: string) => screenTopics.find((shown) => shown === topic);

/** A browser connects to the namespace with `auth: { token, hotelId }` and receives `changed` `{ hotelId, topic, version }`. */
export function createSockets(options: SocketsOptions): Sockets {
  const { viewGuard, events, logger, metrics, servesRequest = () => true } = options;
  const { namespace, instances } = sharedNamespace(options.io, logger);
  const instance: Instance = {
    room: randomUUID(),
    serves: ({ handshake }, { token }) => servesRequest(handshakeRequest(token, handshake.headers)),
    admits: ({ handshake }, { token }) => admitted(viewGuard, token, handshake.headers),
    metrics,
  };
  const browsersIn = (room: string) => namespace.adapter.rooms.get(room)?.size ?? 0;
  let unsubscribe: (() => void) | undefined;

  return {
    start() {
      if (unsubscribe) return;
      if (instances.size > 0 && !options.servesRequest)
        logger.warn('several instances share the socket.io server: give each `servesRequest`', { name });
      instances.add(instance);
      metrics.watch(() => browsersIn(instance.room));
      unsubscribe = events.subscribe((event) => {
        const topic = screenTopicOf(event.topic);
        if (!topic) return;
        const room = hotelRoom(instance, event.hotelId);
        metrics.sent(topic, browsersIn(room));
        namespace.local.to(room).emit('changed', event);
      });
    },
    stop() {
      instances.delete(instance);
      unsubscribe?.();
      unsubscribe = undefined;
      namespace.local.in(instance.room).disconnectSockets();
    },
  };
}
