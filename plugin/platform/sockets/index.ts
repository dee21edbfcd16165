// Live updates to browsers: a namespace of our own on the PMS's socket.io server, signed-in users only, no guest data (N2).
import type { Server, Socket } from 'socket.io';
import type { Logger } from 'winston';
import { z } from 'zod';
import type { Events } from '../events/index.js';
import { admitted, type Guard } from '../http/index.js';

export interface SocketsOptions {
  /** The host's socket.io server. */
  readonly io: Server;
  /** The PMS's middleware for the permission `view`. */
  readonly viewGuard: Guard;
  readonly events: Events;
  readonly logger: Logger;
  /** Default `/heyawari`; a second instance on the same server needs a name of its own. */
  readonly namespace?: string;
}

export interface Sockets {
  /** Begins to tell browsers of every event; each web process tells its own. */
  start(): void;
  /** Closes the namespace's connections; the host's other namespaces stay. */
  stop(): void;
}

/** `token` is the PMS's own JWT, without the word Bearer. */
const handshakeSchema = z.object({
  token: z.string().min(1),
  hotelId: z.coerce.number().int().positive(),
});

const roomOf = (hotelId: number) => `hotel:${hotelId}`;

/** Throws `unauthorized` or `invalid`, which the browser receives as `connect_error`. */
async function admit(socket: Socket, viewGuard: Guard): Promise<void> {
  const handshake = handshakeSchema.safeParse(socket.handshake.auth);
  if (!handshake.success) throw new Error('invalid');
  if (!(await admitted(viewGuard, handshake.data.token, socket.handshake.headers)))
    throw new Error('unauthorized');
  await socket.join(roomOf(handshake.data.hotelId));
}

/** A browser connects to the namespace with `auth: { token, hotelId }` and receives `changed` `{ hotelId, topic, version }`. */
export function createSockets(options: SocketsOptions): Sockets {
  const { viewGuard, events, logger } = options;
  const namespace = options.io.of(options.namespace ?? '/heyawari');
  let unsubscribe: (() => void) | undefined;

  namespace.use((socket, next) => {
    if (!unsubscribe) return next(new Error('unavailable'));
    admit(socket, viewGuard).then(
      () => next(),
      (error: unknown) => {
        logger.debug('socket refused', { error });
        next(error instanceof Error ? error : new Error('unauthorized'));
      },
    );
  });

  return {
    start() {
      unsubscribe ??= events.subscribe((event) => {
        namespace.to(roomOf(event.hotelId)).emit('changed', event);
      });
    },
    stop() {
      unsubscribe?.();
      unsubscribe = undefined;
      namespace.disconnectSockets();
    },
  };
}
