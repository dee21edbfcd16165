// ノーショー and 早期出発: the stay that a dialog is open for, what came of the nights being freed, and how the stay stands after a refusal.
import { computed, type Ref, ref, shallowRef, watch } from 'vue';
import { type ListScreen, type NightsChoice, releaseNights, type UnusedStay } from '../../api/assignment.js';
import { useApi } from '../../api/client.js';
import { type OnCommand, useCommand } from '../../composables/useCommand.js';
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
  const command = useCommand(onCommand);
  const open = shallowRef<Releasing>();
  const refusal = ref<string>();
  const isUnderWay = ref(false);

  const asListed = ({ absence, stay }: Releasing): UnusedStay | undefined =>
    (absence === 'leftEarly' ? lists.value?.departures : lists.value?.notArrived.items)?.find(
      ({ plan }) => plan.id === stay.plan.id,
    );
  /** Refused, and not to be seen to any more. */
  const isGone = computed(
    () =>
      refusal.value !== undefined &&
      open.value !== undefined &&
      lists.value !== undefined &&
      asListed(open.value) === undefined,
  );

  // Whoever was told that it has changed is shown what it is now; nothing changes under the hand before.
  watch(lists, () => {
    const { value } = open;
    const stay = value && refusal.value !== undefined ? asListed(value) : undefined;
    if (value && stay) open.value = { ...value, stay };
  });

  function close(): void {
    open.value = undefined;
    refusal.value = undefined;
  }

  /** The dialog stays open until it has succeeded, and says what was refused. */
  async function send(choice: NightsChoice): Promise<void> {
    const { value } = open;
    if (!value || isUnderWay.value) return;
    isUnderWay.value = true;
    refusal.value = undefined;
    const count = nightsFrom(value.stay, choice.from);
    try {
      const isDone = await command(() => releaseNights(api, value.stay, choice), {
        done: t(`release.done.${choice.fee}`, { count }),
        sayThere: ({ text }) => {
          refusal.value = text;
          return true;
        },
      });
      if (isDone) close();
    } finally {
      isUnderWay.value = false;
    }
  }

  return {
    ...{ open, refusal, isUnderWay, isGone, close, send },
    ask: (absence: Absence, stay: UnusedStay) => {
      refusal.value = undefined;
      open.value = { absence, stay };
    },
  };
}
