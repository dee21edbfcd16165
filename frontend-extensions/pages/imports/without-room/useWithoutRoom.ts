// Stays without a room, the sales to stop because of them, and what a person does about either.
import { computed } from 'vue';
import { useRoute } from 'vue-router';
import { useApi } from '../../../api/client.js';
import {
  allowOverbooking,
  endHold,
  getSalesToStop,
  getStaysWithoutRoom,
  proposeUpgradeAgain,
  holdNights,
  refuseUpgrade,
  resumeSale,
  type Sale,
  type SalesToStop,
  type StaysWithoutRoom,
  type StayWithoutRoom,
  stopSale,
} from '../../../api/without-room.js';
import { ofBoth, ofStays, useAnswer } from '../../../composables/answers.js';
import { useQuestion } from '../../../composables/useQuestion.js';
import { useRefresh } from '../../../composables/useRefresh.js';
import { useSending } from '../../../composables/useSending.js';
import { useSteps } from '../../../composables/useSteps.js';
import { useTexts } from '../../../texts.js';
import { numberIn, shortest, textIn } from '../../../query-parts.js';

export function useWithoutRoom() {
  const api = useApi();
  const route = useRoute();
  const steps = useSteps();
  const { t } = useTexts();
  const refresh = useRefresh();
  const onCommand = () => () => void refresh(['stays']);
  const questions = useQuestion(onCommand);
  const clicks = useSending(onCommand, () => false);
  const allowing = useSending(onCommand);
  /** A page in the address, from 1. */
  const pageNamed = (name: string, digits: number) =>
    computed({
      get: () => numberIn(route.query[name], digits) ?? 1,
      set: (page) => steps.go(shortest({ ...said(), [name]: page === 1 ? undefined : String(page) })),
    });
  const said = () => ({
    stays: textIn(route.query.stays) || undefined,
    page: textIn(route.query.page) || undefined,
  });
  const staysPage = pageNamed('stays', 6);

  /** One at a time: the second half of a double click is no second command. What is refused a toast tells. */
  const send = (work: () => Promise<unknown>, done: string): Promise<boolean> => clicks.send(work, { done });

  /** 見送る, once more asked about. */
  function refuse(stay: StayWithoutRoom, { room }: StayWithoutRoom['upgrades'][number]): void {
    questions.ask({
      header: t('imports.withoutRoom.refuse'),
      icon: 'pi-exclamation-triangle',
      text: t('imports.withoutRoom.sureToRefuse', {
        ...{ booking: stay.plan.bookingNumber, type: room.type.name },
      }),
      yes: t('imports.withoutRoom.refuse'),
      work: () => refuseUpgrade(api, stay, room.type.id),
      texts: { done: t('imports.withoutRoom.refused') },
    });
  }

  return {
    isUnderWay: clicks.isUnderWay,
    questions,
    stays: useAnswer<StaysWithoutRoom>({
      key: (hotel) => [...ofBoth(hotel), 'without-room', staysPage.value],
      ask: (signal) => getStaysWithoutRoom(api, staysPage.value, signal),
    }),
    staysPage,
    sales: useAnswer<SalesToStop>({
      key: (hotel) => [...ofStays(hotel), 'sales'],
      ask: (signal) => getSalesToStop(api, signal),
    }),
    /** Of the sales, from 1. */
    page: pageNamed('page', 4),
    refresh: () => refresh(['stays', 'messages']),
    refuse,
    proposeAgain: (stay: StayWithoutRoom, typeId: number) =>
      send(() => proposeUpgradeAgain(api, stay, typeId), t('imports.withoutRoom.proposedAgain')),
    hold: (stay: StayWithoutRoom) => send(() => holdNights(api, stay), t('imports.withoutRoom.isHeld')),
    endHold: (stay: StayWithoutRoom) => send(() => endHold(api, stay), t('imports.withoutRoom.holdEnded')),
    stop: (sale: Sale) => send(() => stopSale(api, sale), t('imports.withoutRoom.sales.isStopped')),
    resume: (sale: Sale) => send(() => resumeSale(api, sale), t('imports.withoutRoom.sales.isResumed')),
    /** What was refused is said at the field. */
    allowing,
    allow: (typeId: number, allowance: { readonly stays: number; readonly version: number }) =>
      allowing.send(() => allowOverbooking(api, typeId, allowance), {
        done: t('imports.withoutRoom.allowances.saved'),
      }),
  };
}
