// How the import stands and did: one question for the first, one for the days that are chosen, one for how busy the hotel was.
import { computed } from 'vue';
import { useRoute } from 'vue-router';
import { useApi } from '../../../api/client.js';
import {
  getHotelLoad,
  getImportStatistics,
  type HotelLoad,
  type ImportStatistics,
} from '../../../api/import-reports.js';
import { ofMessages, useAnswer } from '../../../composables/answers.js';
import { useSteps } from '../../../composables/useSteps.js';
import { useDashboard } from '../useDashboard.js';
import { type Period, rangeOf, readPeriod, writePeriod } from './address.js';

export function useReports() {
  const api = useApi();
  const route = useRoute();
  const steps = useSteps();
  const period = computed(() => readPeriod(route.query));
  const dashboard = useDashboard();
  /** The server knows which business date it is. */
  const range = computed(() => {
    const { businessDate } = dashboard.data.value ?? {};
    return businessDate === undefined ? undefined : rangeOf(period.value, businessDate);
  });
  const statistics = useAnswer<ImportStatistics>({
    key: (hotel) => [...ofMessages(hotel), 'statistics', range.value],
    ask: (signal) => getImportStatistics(api, range.value!, signal),
    isShown: () => range.value !== undefined,
  });
  const load = useAnswer<HotelLoad>({
    key: (hotel) => [...ofMessages(hotel), 'load'],
    ask: (signal) => getHotelLoad(api, signal),
  });
  const show = (shown: Period): void => steps.go(writePeriod(shown));
  return { period, range, dashboard, load, statistics, show };
}
