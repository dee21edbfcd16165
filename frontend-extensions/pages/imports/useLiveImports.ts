// Keeps what 予約取込 shows up to date, whichever of its tabs is open.
import { computed, onScopeDispose, ref, watch } from 'vue';
import { useRouter } from 'vue-router';
import { gather } from '../../composables/gather.js';
import { useHeyawariSocket } from '../../composables/useHeyawariSocket.js';
import { useMessagesRefresh } from '../../composables/useMessagesRefresh.js';
import { useHost } from '../../host.js';
import { useReception } from './useReception.js';

/** Nothing tells of a fetch that brought nothing. */
const receptionMilliseconds = 60_000;
/** A burst of imports is shown once. */
const gatherMilliseconds = 300;

export function useLiveImports() {
  const { hotelId } = useHost();
  const router = useRouter();
  const refresh = useMessagesRefresh();
  /** Whether changes are heard of, or not waited for any more: nothing is asked before, so that nothing is asked twice. */
  const isOpen = ref(false);
  const changes = gather<'messages'>(refresh, gatherMilliseconds);
  const all = ['messages'] as const;

  const { state: live } = useHeyawariSocket({
    changed: (topics) =>
      changes.add(topics.some((topic) => topic === 'imports' || topic === 'import-health') ? all : []),
    unknown() {
      changes.now(all);
      isOpen.value = true;
    },
  });
  const reception = useReception(() => isOpen.value);
  const timer = setInterval(() => {
    if (isOpen.value && hotelId.value !== null) reception.ask();
  }, receptionMilliseconds);
  onScopeDispose(() => {
    clearInterval(timer);
    changes.cancel();
  });

  watch(hotelId, (_, before) => {
    changes.cancel();
    isOpen.value = false;
    // What is open, looked for or filled in belongs to one hotel.
    if (before !== null) void router.replace({ query: {} });
  });

  return { live, isOpen, hold: computed(() => reception.data.value?.hold), refresh: () => changes.now(all) };
}
