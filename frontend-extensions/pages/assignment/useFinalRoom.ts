// 部屋を確定: asks, then makes a tentative room final, and says what came of it.
import { useConfirm } from 'primevue/useconfirm';
import { useToast } from 'primevue/usetoast';
import { ref } from 'vue';
import { type BookingPlan, makeRoomFinal } from '../../api/assignment.js';
import { Problem, useApi } from '../../api/client.js';
import { useProblemText } from '../../composables/useProblemText.js';
import { useTexts } from '../../texts.js';
import { usePlanText } from './usePlanText.js';

/** Toasts and dialogs of this screen, apart from the PMS's own. */
export const messageGroup = 'heyawari';
export const toastMilliseconds = 4000;

/** `onSettled` runs after every try, also a refused one: what is shown may be out of date. */
export function useFinalRoom(onSettled: () => void) {
  const api = useApi();
  const confirm = useConfirm();
  const toast = useToast();
  const { t } = useTexts();
  const text = usePlanText();
  const problemText = useProblemText();
  const underWay = ref<BookingPlan['id']>();

  function tell(severity: 'success' | 'warn' | 'error', summary: string, detail: string): void {
    toast.add({ group: messageGroup, severity, summary, detail, life: toastMilliseconds });
  }

  async function makeFinal(plan: BookingPlan, room: string): Promise<void> {
    underWay.value = plan.id;
    try {
      await makeRoomFinal(api, plan);
      tell('success', t('finalRoom.success'), t('finalRoom.done', { room }));
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      if (failure.status === 409) tell('warn', t('finalRoom.warning'), t('finalRoom.outdated'));
      else tell('error', t('finalRoom.error'), problemText(failure));
    } finally {
      underWay.value = undefined;
      onSettled();
    }
  }

  function ask(plan: BookingPlan): void {
    const { room } = plan;
    if (!room) return;
    confirm.require({
      group: messageGroup,
      header: t('finalRoom.header'),
      icon: 'pi pi-lock',
      message: t('finalRoom.question', {
        booking: plan.bookingNumber,
        dates: text.dates(plan),
        room: room.number,
        type: room.type.name,
      }),
      acceptLabel: t('finalRoom.action'),
      rejectLabel: t('finalRoom.cancel'),
      rejectProps: { severity: 'secondary', outlined: true },
      accept: () => void makeFinal(plan, room.number),
    });
  }

  return { ask, underWay };
}
