// 部屋移動 of the stay that a person has turned to: the rooms that are free for it, and its move.
import { shallowRef } from 'vue';
import { type BookingPlan, getRoomChoices, moveStay, type RoomChoice } from '../../api/assignment.js';
import { useApi } from '../../api/client.js';
import { ofStays, useAnswer } from '../../composables/answers.js';
import type { OnCommand } from '../../composables/useCommand.js';
import { useSending } from '../../composables/useSending.js';
import { useTexts } from '../../texts.js';

export function useRoomMove(onCommand: OnCommand) {
  const api = useApi();
  const { t } = useTexts();
  /** Undefined: the dialog is closed. */
  const plan = shallowRef<BookingPlan>();
  const sending = useSending(onCommand, () => plan.value !== undefined);
  const choices = useAnswer({
    key: (hotel) => [...ofStays(hotel), 'rooms-for', plan.value?.id],
    ask: (signal) => getRoomChoices(api, plan.value!.id, signal),
    isShown: () => plan.value !== undefined,
  });
  const close = (): void => void (plan.value = undefined);

  async function move(room: RoomChoice): Promise<void> {
    const { value: stay } = plan;
    if (!stay) return;
    const done = t('move.done', { booking: stay.bookingNumber, room: room.number });
    if (await sending.send(() => moveStay(api, stay, room.id), { done })) close();
  }

  return { plan, sending, choices, close, ask: (stay: BookingPlan): void => void (plan.value = stay), move };
}
