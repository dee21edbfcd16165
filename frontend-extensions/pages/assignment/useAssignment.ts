// Everything the screen shows, asked for when the address, the hotel or the data behind it changes.
import { computed, onScopeDispose, ref, watch } from 'vue';
import {
  type BoardScreen,
  getBoardScreen,
  getListScreen,
  getPool,
  listFailedMessages,
  type ListScreen,
} from '../../api/assignment.js';
import { useApi } from '../../api/client.js';
import { ofGuests, ofHotel, ofMessages, ofStays, useAnswer, useAnswers } from '../../composables/answers.js';
import { gather } from '../../composables/gather.js';
import { type Topic, useHeyawariSocket } from '../../composables/useHeyawariSocket.js';
import { useLastPage } from '../../composables/useLastPage.js';
import { provideMessageMarks } from '../../composables/useMessageMarks.js';
import { useHost } from '../../host.js';
import { planQuery } from './address.js';
import type { AddressBar } from './useAddress.js';

const boardNights = 14;
/** How many failed messages are named, and how many when a person wants to see them all. */
const firstFailed = 4;
const mostFailed = 100;
const gatherMilliseconds = 300;
/** For so long the word of a person's own change is waited for; then it is asked for without. */
const wordMilliseconds = 3_000;

/** What is asked for by itself: all that is shown of stays, of that the figures alone, what is known of their guests, what the site controller's messages say. */
type Part = 'stays' | 'figures' | 'guests' | 'messages';
const partOf: Readonly<Partial<Record<Topic, Part>>> = {
  'booking-plans': 'stays',
  pool: 'figures',
  'guest-notes': 'guests',
  imports: 'messages',
};
const allParts: readonly Part[] = ['stays', 'figures', 'guests', 'messages'];

/** The questions of the screen; none is asked before `isOpen`. */
function useQuestions({ address }: AddressBar, isOpen: () => boolean) {
  const api = useApi();
  const isWhole = ref(false);
  const isList = () => address.value.view === 'list';
  return {
    list: useAnswer<ListScreen>({
      key: (hotel) => [...ofStays(hotel), 'list', planQuery(address.value)],
      ask: (signal) => getListScreen(api, planQuery(address.value), signal),
      isShown: () => isOpen() && isList(),
    }),
    board: useAnswer<BoardScreen>({
      key: (hotel) => [...ofStays(hotel), 'board', address.value.boardFrom],
      ask: (signal) => getBoardScreen(api, { from: address.value.boardFrom, nights: boardNights }, signal),
      isShown: () => isOpen() && !isList(),
    }),
    failed: useAnswer({
      key: (hotel) => [...ofMessages(hotel), 'failed', isWhole.value],
      ask: (signal) => listFailedMessages(api, isWhole.value ? mostFailed : firstFailed, signal),
      isShown: () => isOpen() && isList(),
    }),
    isFailedWhole: isWhole,
  };
}

export function useAssignment(bar: AddressBar) {
  const { address, amend } = bar;
  const host = useHost();
  const api = useApi();
  const answers = useAnswers();
  /** Whether changes are heard of, or not waited for any more: nothing is asked before, so that no change falls between. */
  const isOpen = ref(false);
  const questions = useQuestions(bar, () => isOpen.value);
  const { list, board } = questions;
  provideMessageMarks(() => isOpen.value);
  const pool = computed(() => {
    const [shown, other] = address.value.view === 'list' ? [list, board] : [board, list];
    return shown.data.value?.pool ?? other.data.value?.pool;
  });

  /** A run that changed no stay has changed the figures. */
  async function askFigures(hotel: number): Promise<void> {
    const { signal } = new AbortController();
    const figures = await getPool(api, signal).catch(() => undefined); // the next answer has them
    if (figures && hotel === host.hotelId.value)
      answers.setQueriesData<ListScreen | BoardScreen>({ queryKey: ofStays(hotel) }, (known) =>
        known && 'pool' in known ? { ...known, pool: figures } : known,
      );
  }

  async function askAnew(parts: ReadonlySet<Part>): Promise<void> {
    const hotel = host.hotelId.value;
    if (hotel === null) return;
    await Promise.all([
      parts.has('stays') && answers.invalidateQueries({ queryKey: ofStays(hotel) }),
      parts.has('figures') && !parts.has('stays') && askFigures(hotel),
      parts.has('guests') && answers.invalidateQueries({ queryKey: ofGuests(hotel) }),
      parts.has('messages') && answers.invalidateQueries({ queryKey: ofMessages(hotel) }),
    ]);
  }

  const changes = gather<Part>(askAnew, gatherMilliseconds);
  /** How often stays were told to have changed. */
  let words = 0;
  const { state: live } = useHeyawariSocket({
    changed(topics) {
      if (topics.includes('booking-plans')) words += 1;
      changes.add(topics.flatMap((topic) => partOf[topic] ?? []));
    },
    unknown() {
      words += 1;
      if (isOpen.value) return changes.now(allParts);
      void answers.invalidateQueries({ queryKey: ofHotel(host.hotelId.value), refetchType: 'none' });
      isOpen.value = true;
    },
  });
  let silence: ReturnType<typeof setTimeout> | undefined;
  function forget(): void {
    clearTimeout(silence);
    changes.cancel();
  }
  onScopeDispose(forget);

  /** The word of a change that a person makes comes before the answer or behind it, and is what the stays are asked for by. */
  function onCommand(): (isDone: boolean) => void {
    const before = words;
    const ask = () => changes.add(['stays']);
    return (isDone) => {
      if (!isDone || live.value !== 'live') return ask();
      clearTimeout(silence);
      silence = setTimeout(() => words === before && ask(), wordMilliseconds);
    };
  }

  watch(host.hotelId, () => {
    // The new hotel's answers come with its connection.
    forget();
    isOpen.value = false;
  });
  useLastPage(
    () => {
      const plans = list.data.value?.plans;
      return plans?.page === address.value.page ? plans : undefined;
    },
    (page) => amend({ page }),
  );

  return { ...questions, pool, live, onCommand, refresh: () => changes.now(allParts) };
}
