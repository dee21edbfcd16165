// 部屋を確定 and 確定解除: asks, then makes a tentative room final or takes that back, and says what came of it.
import { type BookingPlan, makeRoomFinal, takeFinalBack } from '../../api/assignment.js';
import { useApi } from '../../api/client.js';
import { useTexts } from '../../texts.js';
import type { OnCommand } from '../../composables/useCommand.js';
import { usePlanText } from '../../composables/usePlanText.js';
import { useQuestion } from '../../composables/useQuestion.js';

export function useFinalRoom(onCommand: OnCommand) {
  const api = useApi();
  const { t } = useTexts();
  const text = usePlanText();
  const questions = useQuestion(onCommand);

  function ask(plan: BookingPlan): void {
    const { room, bookingNumber: booking } = plan;
    if (!room) return;
    const { number, type } = room;
    questions.ask({
      header: t('finalRoom.header'),
      icon: 'pi-lock',
      text: t('finalRoom.question', { booking, dates: text.dates(plan), room: number, type: type.name }),
      yes: t('finalRoom.action'),
      work: () => makeRoomFinal(api, plan),
      texts: {
        done: t('finalRoom.done', { room: number }),
        refused: ({ key }) => (key === 'pool.plan_changed' ? t('finalRoom.outdated') : undefined),
      },
    });
  }

  function askBack(plan: BookingPlan): void {
    const { room, bookingNumber: booking } = plan;
    if (!room) return;
    const { number } = room;
    const question = t('finalRoom.takeBackQuestion', { booking, dates: text.dates(plan), room: number });
    questions.ask({
      header: t('finalRoom.takeBack'),
      icon: 'pi-lock-open',
      text: [question, ...(plan.lock ? [t('finalRoom.takeBackLocked')] : [])].join(' '),
      yes: t('finalRoom.takeBack'),
      work: () => takeFinalBack(api, plan),
      texts: {
        done: t('finalRoom.takenBack', { room: number }),
        refused: ({ key }) => (key === 'pool.plan_changed' ? t('finalRoom.outdated') : undefined),
      },
    });
  }

  return { ask, askBack, questions };
}
