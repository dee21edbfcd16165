// A TCP proxy with a fixed address, so that what is behind it can stop and come back elsewhere.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface Proxy {
  readonly port: number;
  /** Where new connections go from now on; undefined: they are refused, by hanging up. */
  pointTo(port: number | undefined): void;
  /** From now on nothing that is said on the connections there are gets through, and nobody hangs up: as behind a firewall that forgot them. */
  hush(): void;
  /** Hangs up on everyone. */
  stop(): Promise<void>;
}

/** On the loopback address, both sides. */
export async function startProxy(target: number): Promise<Proxy> {
  let present: number | undefined = target;
  const sockets = new Set<Socket>();
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
      here.pipe(there);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as { port: number }).port,
    pointTo: (port) => void (present = port),
    hush() {
      for (const socket of sockets) socket.unpipe().pause();
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
