// A TCP proxy with a fixed address, so that what is behind it can stop and come back elsewhere.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface Proxy {
  readonly port: number;
  /** Where new connections go from now on; undefined: they are refused, by hanging up. */
  pointTo(port: number | undefined): void;
  /** From now on nothing that is said on the connections there are gets through, and nobody hangs up: as behind a firewall that forgot them. */
  hush(): void;
  /** From the connection after so many more on, nothing comes through any more, on none of them; all stay open. Undefined: all goes on. */
  silentAfter(connections: number | undefined): void;
  /** Hangs up on everyone. */
  stop(): Promise<void>;
}

/** On the loopback address, both sides. */
export async function startProxy(target: number): Promise<Proxy> {
  let present: number | undefined = target;
  const sockets = new Set<Socket>();
  let left: number | undefined;
  const isSilent = () => left !== undefined && left < 0;
  const hushed = new Set<Socket>();
  const apply = () =>
    sockets.forEach((socket) => (isSilent() || hushed.has(socket) ? socket.pause() : socket.resume()));
  const server = createServer((incoming) => {
    if (present === undefined) return void incoming.destroy();
    const outgoing = connect(present, '127.0.0.1');
    for (const [here, there] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(here);
      here.on('error', () => there.destroy()); // one side broken off breaks off the other, which is what a proxy is for
      here.on('close', () => {
        sockets.delete(here);
        there.destroy();
      });
      here.on('data', (chunk) => void there.write(chunk));
    }
    if (left !== undefined) left -= 1;
    apply();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as { port: number }).port,
    pointTo: (port) => void (present = port),
    hush() {
      for (const socket of sockets) hushed.add(socket);
      apply();
    },
    silentAfter(connections) {
      left = connections;
      apply();
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
