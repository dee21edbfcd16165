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

/** Calls `onChange` with the topics to fetch again. A connection, also a regained one, means all: some may have been missed. */
export function useHeyawariSocket(onChange: (changed: readonly Topic[]) => void): { state: Ref<LiveState> } {
  const host = useHost();
  const state = ref<LiveState>('connecting');
  const seen = new Map<Topic, number>();
  let socket: Socket | undefined;

  function hear(message: ChangedMessage): void {
    if (message.hotelId !== host.hotelId.value) return;
    if (message.version <= (seen.get(message.topic) ?? 0)) return;
    seen.set(message.topic, message.version);
    onChange([message.topic]);
  }

  function open(hotelId: number): Socket {
    const opened = io(`${host.socketUrl}/heyawari`, {
      auth: (give) => give({ token: host.token(), hotelId }),
    });
    opened.on('connect', () => {
      state.value = 'live';
      onChange(topics);
    });
    opened.on('disconnect', () => (state.value = 'polling'));
    opened.on('connect_error', () => (state.value = 'polling'));
    opened.on('changed', hear);
    return opened;
  }

  function close(): void {
    socket?.removeAllListeners();
    socket?.disconnect();
    seen.clear();
  }

  const poll = setInterval(() => {
    if (state.value !== 'polling') return;
    onChange(topics);
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
