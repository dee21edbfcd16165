// Which rows have changed under the reader's eyes: same question, other answer.
import { onScopeDispose, type Ref, shallowRef, watch } from 'vue';
import type { BookingPlan, PlanPage } from '../../api/assignment.js';

const flashMilliseconds = 2500;

/** Ids of plans that are new or newer than in the answer before, for a short time. `question` tells answers to other filters apart. */
export function useChangedRows(
  page: Readonly<Ref<PlanPage | undefined>>,
  question: () => string,
): Ref<ReadonlySet<BookingPlan['id']>> {
  const changed = shallowRef<ReadonlySet<BookingPlan['id']>>(new Set());
  let lastQuestion: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  watch(page, (current, before) => {
    const sameQuestion = question() === lastQuestion;
    lastQuestion = question();
    if (!sameQuestion || !current || !before) return;
    const versions = new Map(before.items.map((plan) => [plan.id, plan.version]));
    const ids = current.items.filter((plan) => versions.get(plan.id) !== plan.version).map(({ id }) => id);
    if (ids.length === 0) return;
    changed.value = new Set(ids);
    clearTimeout(timer);
    timer = setTimeout(() => (changed.value = new Set()), flashMilliseconds);
  });
  onScopeDispose(() => clearTimeout(timer));

  return changed;
}
