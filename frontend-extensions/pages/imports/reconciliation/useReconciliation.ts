// What the reconciliation has found, and what a person does about it.
import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
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
import { useMessagesRefresh } from '../../../composables/useRefresh.js';
import { useTexts } from '../../../texts.js';
import { readFindingQuery, writeFindingQuery } from './address.js';

export function useReconciliation() {
  const api = useApi();
  const route = useRoute();
  const router = useRouter();
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
    void router.replace({ query: writeFindingQuery({ ...query.value, page: 1, ...part }) });
  }

  return {
    query,
    found,
    change,
    run: () => command(() => reconcileNow(api), { done: t('imports.reconciliation.asked') }),
    dismiss: (finding: Finding, reason: Dismissal) =>
      command(() => dismissFinding(api, finding, reason), { done: t('imports.reconciliation.dismissed') }),
  };
}
