// What a person settles in one click in the panel of what needs a person: sent, told what came of it, and shown anew.
import { useToast } from 'primevue/usetoast';
import { ref } from 'vue';
import {
  acceptProposal,
  type EarlyDeparture,
  releaseNights,
  type RoomConflict,
} from '../../api/assignment.js';
import { Problem, useApi } from '../../api/client.js';
import { useProblemText } from '../../composables/useProblemText.js';
import { useTexts } from '../../texts.js';
import { messageGroup, toastMilliseconds } from './useFinalRoom.js';

/** `onSettled` runs after every try, also a refused one: what is shown may be out of date. */
export function useOneClick(onSettled: () => void) {
  const api = useApi();
  const toast = useToast();
  const { t } = useTexts();
  const problemText = useProblemText();
  const isUnderWay = ref(false);

  async function settle(send: () => Promise<unknown>, done: string): Promise<void> {
    if (isUnderWay.value) return;
    isUnderWay.value = true;
    const common = { group: messageGroup, life: toastMilliseconds };
    try {
      await send();
      toast.add({ ...common, severity: 'success', summary: t('finalRoom.success'), detail: done });
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      const [severity, summary] =
        failure.status === 409
          ? (['warn', 'finalRoom.warning'] as const)
          : (['error', 'finalRoom.error'] as const);
      toast.add({ ...common, severity, summary: t(summary), detail: problemText(failure) });
    } finally {
      isUnderWay.value = false;
      onSettled();
    }
  }

  return {
    isUnderWay,
    accept: (conflict: RoomConflict) =>
      settle(
        () => acceptProposal(api, conflict),
        t('attention.accepted', { room: conflict.otherRoom?.number ?? '' }),
      ),
    release: (departure: EarlyDeparture) =>
      settle(
        () => releaseNights(api, departure),
        t('attention.released', { count: departure.remaining.nights }),
      ),
  };
}
