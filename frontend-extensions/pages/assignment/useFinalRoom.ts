// 部屋を確定: asks, then makes a tentative room final, and says what came of it.
import { useConfirm } from 'primevue/useconfirm';
import { ref } from 'vue';
import { type BookingPlan, makeRoomFinal } from '../../api/assignment.js';
import { useApi } from '../../api/client.js';
import { useTexts } from '../../texts.js';
import { messageGroup, type OnCommand, useCommand } from '../../composables/useCommand.js';
import { usePlanText } from '../../composables/usePlanText.js';

export function useFinalRoom(onCommand: OnCommand) {
  const api = useApi();
  const confirm = useConfirm();
  const { t } = useTexts();
  const text = usePlanText();
  const command = useCommand(onCommand);
  const underWay = ref<BookingPlan['id']>();

  async function makeFinal(plan: BookingPlan, room: string): Promise<void> {
    underWay.value = plan.id;
    try {
      await command(() => makeRoomFinal(api, plan), {
        done: t('finalRoom.done', { room }),
        refused: ({ key }) => (key === 'pool.plan_changed' ? t('finalRoom.outdated') : undefined),
      });
    } finally {
      underWay.value = undefined;
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
