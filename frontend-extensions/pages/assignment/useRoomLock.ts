// 部屋固定 and 固定解除 of the stay that a person has turned to.
import { shallowRef } from 'vue';
import { type BookingPlan, lockRoom, type LockWords, unlockRoom } from '../../api/assignment.js';
import { useApi } from '../../api/client.js';
import { type OnCommand, useCommand } from '../../composables/useCommand.js';
import { useSending } from '../../composables/useSending.js';
import { useTexts } from '../../texts.js';

export function useRoomLock(onCommand: OnCommand) {
  const api = useApi();
  const { t } = useTexts();
  /** Undefined: the dialog is closed. */
  const plan = shallowRef<BookingPlan>();
  const command = useCommand(onCommand);
  const sending = useSending(onCommand, () => plan.value !== undefined);
  const close = (): void => void (plan.value = undefined);

  async function send(work: (stay: BookingPlan) => Promise<BookingPlan>, done: string, body?: object) {
    const { value: stay } = plan;
    if (!stay) return;
    const room = stay.room?.number ?? '';
    if (await sending.send(() => work(stay), { done: t(done, { room }) }, body)) close();
  }

  return {
    plan,
    sending,
    close,
    /** お部屋番号案内済み, in one click. */
    tell: (stay: BookingPlan) =>
      command(() => lockRoom(api, stay, { toldGuest: true }), {
        done: t('lock.told', { room: stay.room?.number ?? '' }),
      }),
    ask: (stay: BookingPlan): void => void (plan.value = stay),
    lock: (words: LockWords) => send((stay) => lockRoom(api, stay, words), 'lock.done', words),
    unlock: () => send((stay) => unlockRoom(api, stay), 'lock.unlocked'),
  };
}
