// The report of health, asked for as long as the page is open: nothing tells of a part that fails.
import { computed, onScopeDispose, ref, watch } from 'vue';
import { useApi } from '../../api/client.js';
import { getHealthReport } from '../../api/health.js';
import { ofHotel, useAnswer } from '../../composables/answers.js';
import { useHost } from '../../host.js';

const askEveryMilliseconds = 30_000;

export function useHealthReport() {
  const api = useApi();
  const { canSupervise, hotelId } = useHost();
  const isShown = computed(() => canSupervise.value && hotelId.value !== null);
  /** ISO, by this browser's clock: when the answer that is shown came. */
  const askedAt = ref<string>();
  const report = useAnswer({
    key: (hotel) => [...ofHotel(hotel), 'health-report'],
    ask: async (signal) => {
      const answer = await getHealthReport(api, signal);
      askedAt.value = new Date().toISOString();
      return answer;
    },
    isShown: () => isShown.value,
  });
  // One question at a time: the next is asked when the one before has been answered, or has failed.
  const timer = setInterval(() => {
    if (isShown.value && !report.isAsking.value && !document.hidden) report.ask();
  }, askEveryMilliseconds);
  onScopeDispose(() => clearInterval(timer));
  watch(hotelId, () => (askedAt.value = undefined));
  return { report, askedAt };
}
