// Hears what changed, from the plugin's socket namespace. Without a socket, everything is asked for again at intervals.
import { io, type Socket } from 'socket.io-client';
import { onScopeDispose, type Ref, ref, watch } from 'vue';
import { useHost } from '../host.js';

export const topics = ['booking-plans', 'pool', 'imports'] as const;
export type Topic = (typeof topics)[number];

/** `live`: changes arrive by socket. `polling`: they are asked for, since no socket stands. */
export type LiveState = 'connecting' | 'live' | 'polling';

interface ChangedMessage {
  readonly hotelId: number;
  readonly topic: Topic;
  readonly version: number;
}

const pollMilliseconds = 30_000;
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

  function hear(message: ChangedMessage): void {
    if (message.hotelId !== host.hotelId.value) return;
    if (message.version <= (seen.get(message.topic) ?? 0)) return;
    seen.set(message.topic, message.version);
    changed([message.topic]);
  }

  /** The screen is filled without a connection; socket.io goes on trying. */
  function goWithout(): void {
    clearTimeout(firstConnection);
    if (state.value === 'connecting') unknown();
    state.value = 'polling';
  }

  function open(hotelId: number): Socket {
    const opened = io(`${host.socketUrl}/heyawari`, {
      auth: (give) => give({ token: host.token(), hotelId }),
    });
    opened.on('connect', () => {
      clearTimeout(firstConnection);
      state.value = 'live';
      unknown();
    });
    opened.on('disconnect', () => (state.value = 'polling'));
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

  const poll = setInterval(() => {
    if (state.value !== 'polling') return;
    unknown();
    // A server that refused the sign-in is not asked again by socket.io itself; the token may be a newer one by now.
    if (socket && !socket.active) socket.connect();
  }, pollMilliseconds);

  watch(
    host.hotelId,
    (hotelId) => {
      close();
      state.value = 'connecting';
      socket = hotelId === null ? undefined : open(hotelId);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    clearInterval(poll);
    close();
  });

  return { state };
}
