// What the reconciliation has found, and what a person does about it.
import { computed, shallowRef, watch } from 'vue';
import { useRoute } from 'vue-router';
import { useApi } from '../../../api/client.js';
import {
  type Dismissal,
  dismissFinding,
  type Finding,
  type FindingQuery,
  getReconciliation,
  reconcileNow,
  type Reconciliation,
} from '../../../api/import-reports.js';
import { ofMessages, useAnswer } from '../../../composables/answers.js';
import { useCommand } from '../../../composables/useCommand.js';
import { useLastPage } from '../../../composables/useLastPage.js';
import { useMessagesRefresh } from '../../../composables/useRefresh.js';
import { useSending } from '../../../composables/useSending.js';
import { useSteps } from '../../../composables/useSteps.js';
import { useTexts } from '../../../texts.js';
import { readFindingQuery, writeFindingQuery } from './address.js';

export function useReconciliation() {
  const api = useApi();
  const route = useRoute();
  const steps = useSteps();
  const { t } = useTexts();
  const refresh = useMessagesRefresh();
  const command = useCommand(() => () => void refresh());
  const query = computed(() => readFindingQuery(route.query));
  const found = useAnswer<Reconciliation>({
    key: (hotel) => [...ofMessages(hotel), 'reconciliation', query.value],
    ask: (signal) => getReconciliation(api, query.value, signal),
  });

  /** Any change but of the page starts again at page 1. */
  function change(part: Partial<FindingQuery>): void {
    steps.go(writeFindingQuery({ ...query.value, page: 1, ...part }));
  }

  useLastPage(
    () => (found.data.value?.page === query.value.page ? found.data.value : undefined),
    (page) => steps.amend(writeFindingQuery({ ...query.value, page })),
  );

  /** The finding that a person is about to let stand, as it is by now. */
  const dismissed = shallowRef<Finding>();
  const sending = useSending(
    () => () => void refresh(),
    () => dismissed.value !== undefined,
  );
  watch(found.data, (now) => {
    dismissed.value = now?.items.find(({ id }) => id === dismissed.value?.id) ?? dismissed.value;
  });

  return {
    query,
    found,
    change,
    dismissed,
    sending,
    run: () => command(() => reconcileNow(api), { done: t('imports.reconciliation.asked') }),
    /** Whether the one that is open stands now. */
    async dismiss(reason: Dismissal): Promise<boolean> {
      const { value: finding } = dismissed;
      if (!finding) return false;
      const texts = { done: t('imports.reconciliation.dismissed') };
      return sending.send(() => dismissFinding(api, finding, reason), texts, { reason });
    },
  };
}
