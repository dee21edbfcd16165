// 部屋移動 of the stay that a person has turned to: the rooms that are free for it, the stays it may change rooms with, and its move.
import { shallowRef } from 'vue';
import {
  type BookingPlan,
  exchangeRooms,
  getRoomChoices,
  moveStay,
  type RoomChoice,
  type RoomExchange,
} from '../../api/assignment.js';
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

  async function send(
    work: (stay: BookingPlan) => Promise<BookingPlan>,
    done: (stay: BookingPlan) => string,
  ) {
    const { value: stay } = plan;
    if (stay && (await sending.send(() => work(stay), { done: done(stay) }))) close();
  }

  return {
    ...{ plan, sending, choices, close },
    ask: (stay: BookingPlan): void => void (plan.value = stay),
    move: (room: RoomChoice) =>
      send(
        (stay) => moveStay(api, stay, room.id),
        ({ bookingNumber: booking }) => t('move.done', { booking, room: room.number }),
      ),
    exchange: ({ with: other, number }: RoomExchange) =>
      send(
        (stay) => exchangeRooms(api, stay, other),
        ({ bookingNumber: booking, room }) =>
          t('move.exchanged', {
            ...{ booking, room: number, other: other.bookingNumber, back: room?.number ?? '' },
          }),
      ),
  };
}
