// Hears what changed, from the plugin's socket namespace. Without a socket, everything is asked for again at intervals.
import { io, type Socket } from 'socket.io-client';
import { onScopeDispose, type Ref, ref, watch } from 'vue';
import { useHost } from '../host.js';

export const topics = ['booking-plans', 'guest-notes', 'pool', 'imports', 'import-health'] as const;
export type Topic = (typeof topics)[number];

/** `live`: changes arrive by socket. `polling`: they are asked for, since no socket stands. */
export type LiveState = 'connecting' | 'live' | 'polling';

interface ChangedMessage {
  readonly hotelId: number;
  readonly topic: Topic;
  readonly version: number;
}

const pollMilliseconds = 30_000;
/** A server that has refused the connection is asked so soon again: it may only be starting, or the token may be a newer one by now. */
const againMilliseconds = 4_000;
/** For so long a screen waits for its first connection before it fetches without one. */
const firstConnectionMilliseconds = 1_000;

export interface SocketListener {
  /** These topics are to be fetched again. */
  readonly changed: (topics: readonly Topic[]) => void;
  /**
   * Everything is to be fetched: at first, and after every time without a connection, since some changes may have been missed. At first
   * this comes when the socket stands, so that nothing is fetched twice and no change falls between.
   */
  readonly unknown: () => void;
}

export function useHeyawariSocket({ changed, unknown }: SocketListener): { state: Ref<LiveState> } {
  const host = useHost();
  const state = ref<LiveState>('connecting');
  const seen = new Map<Topic, number>();
  let socket: Socket | undefined;
  let firstConnection: ReturnType<typeof setTimeout> | undefined;
  let intervals: ReturnType<typeof setInterval>[] = [];

  function hear(message: ChangedMessage): void {
    if (message.hotelId !== host.hotelId.value) return;
    if (message.version <= (seen.get(message.topic) ?? 0)) return;
    seen.set(message.topic, message.version);
    changed([message.topic]);
  }

  /** The pauses without a connection begin when it is lost: one that comes back sooner brings everything by itself. */
  function turn(to: LiveState): void {
    if (state.value === to) return;
    state.value = to;
    intervals.forEach(clearInterval);
    // Where no connection comes about socket.io tries by itself; where one is refused it does not.
    const again = () => socket && !socket.active && socket.connect();
    intervals =
      to === 'polling' ? [setInterval(unknown, pollMilliseconds), setInterval(again, againMilliseconds)] : [];
  }

  /** The screen is filled without a connection; socket.io goes on trying. */
  function goWithout(): void {
    clearTimeout(firstConnection);
    if (state.value === 'connecting') unknown();
    turn('polling');
  }

  function open(hotelId: number): Socket {
    const opened = io(`${host.socketUrl}/heyawari`, {
      auth: (give) => give({ token: host.token(), hotelId }),
    });
    opened.on('connect', () => {
      clearTimeout(firstConnection);
      turn('live');
      unknown();
    });
    opened.on('disconnect', () => turn('polling'));
    opened.on('connect_error', goWithout);
    firstConnection = setTimeout(goWithout, firstConnectionMilliseconds);
    opened.on('changed', hear);
    return opened;
  }

  function close(): void {
    clearTimeout(firstConnection);
    socket?.removeAllListeners();
    socket?.disconnect();
    seen.clear();
  }

  watch(
    host.hotelId,
    (hotelId) => {
      close();
      turn('connecting');
      socket = hotelId === null ? undefined : open(hotelId);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    close();
    intervals.forEach(clearInterval);
  });

  return { state };
}
