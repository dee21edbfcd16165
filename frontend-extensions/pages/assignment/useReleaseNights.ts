// ノーショー and 早期出発: the stay that a dialog is open for, what came of the nights being freed, and how the stay stands after a refusal.
import { computed, type Ref, shallowRef, watch } from 'vue';
import { type ListScreen, type NightsChoice, releaseNights, type UnusedStay } from '../../api/assignment.js';
import { useApi } from '../../api/client.js';
import type { OnCommand } from '../../composables/useCommand.js';
import { useSending } from '../../composables/useSending.js';
import { daysBetween } from '../../dates.js';
import { useTexts } from '../../texts.js';

/** Why a guest does not use the nights. */
export type Absence = 'leftEarly' | 'notArrived';

export interface Releasing {
  readonly absence: Absence;
  /** As it was when the dialog opened; after a refusal, as it stands now. */
  readonly stay: UnusedStay;
}

/** How many nights are freed. */
export const nightsFrom = ({ remaining }: UnusedStay, from: string): number =>
  remaining.nights - daysBetween(remaining.from, from);

type Lists = Pick<ListScreen, 'departures' | 'notArrived'>;

export function useReleaseNights(lists: Readonly<Ref<Lists | undefined>>, onCommand: OnCommand) {
  const api = useApi();
  const { t } = useTexts();
  const open = shallowRef<Releasing>();
  const sending = useSending(onCommand, () => open.value !== undefined);
  const isRefused = computed(() => sending.said.value !== undefined);

  const asListed = ({ absence, stay }: Releasing): UnusedStay | undefined =>
    (absence === 'leftEarly' ? lists.value?.departures : lists.value?.notArrived.items)?.find(
      ({ plan }) => plan.id === stay.plan.id,
    );
  /** Refused, and not to be seen to any more. */
  const isGone = computed(
    () =>
      isRefused.value &&
      open.value !== undefined &&
      lists.value !== undefined &&
      asListed(open.value) === undefined,
  );

  // Whoever was told that it has changed is shown what it is now; nothing changes under the hand before.
  watch([lists, isRefused], () => {
    const { value } = open;
    const stay = value && isRefused.value ? asListed(value) : undefined;
    if (value && stay) open.value = { ...value, stay };
  });

  function close(): void {
    open.value = undefined;
  }

  /** The dialog stays open until it has succeeded, and says what was refused. */
  async function send(choice: NightsChoice): Promise<void> {
    const { value } = open;
    if (!value) return;
    const count = nightsFrom(value.stay, choice.from);
    const texts = { done: t(`release.done.${choice.fee}`, { count }) };
    if (await sending.send(() => releaseNights(api, value.stay, choice), texts, choice)) close();
  }

  return {
    ...{ open, sending, isGone, close, send },
    ask: (absence: Absence, stay: UnusedStay) => void (open.value = { absence, stay }),
  };
}
