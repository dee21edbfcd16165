// Keeps what 予約取込 shows up to date, whichever of its tabs is open.
import { computed, onScopeDispose, ref, watch } from 'vue';
import { useRouter } from 'vue-router';
import type { Changed } from '../../composables/answers.js';
import { gather } from '../../composables/gather.js';
import { type Topic, useHeyawariSocket } from '../../composables/useHeyawariSocket.js';
import { useRefresh } from '../../composables/useRefresh.js';
import { useHost } from '../../host.js';
import { useReception } from './useReception.js';

/** Nothing tells of a fetch that brought nothing. */
const receptionMilliseconds = 60_000;
/** A burst of imports is shown once. */
const gatherMilliseconds = 300;

const changedBy: Readonly<Partial<Record<Topic, Changed>>> = {
  'booking-plans': 'stays',
  imports: 'messages',
  'import-health': 'messages',
};
const all: readonly Changed[] = ['stays', 'messages'];

export function useLiveImports() {
  const { hotelId } = useHost();
  const router = useRouter();
  /** Whether changes are heard of, or not waited for any more: nothing is asked before, so that nothing is asked twice. */
  const isOpen = ref(false);
  const changes = gather<Changed>(useRefresh(), gatherMilliseconds);

  const { state: live } = useHeyawariSocket({
    changed: (topics) => changes.add(topics.flatMap((topic) => changedBy[topic] ?? [])),
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
