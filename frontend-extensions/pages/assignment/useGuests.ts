// What is known of the guests of the stays that are shown; and a person's notes of their rooms.
import { computed, type Ref } from 'vue';
import type { BookingPlan } from '../../api/assignment.js';
import { type Problem, useApi } from '../../api/client.js';
import {
  addRoomNote,
  changeRoomNote,
  getGuests,
  type GuestOfStay,
  type NoteContent,
  removeRoomNote,
  type RoomNote,
} from '../../api/guests.js';
import { ofGuests, useAnswer, useAnswers } from '../../composables/answers.js';
import { useSending } from '../../composables/useSending.js';
import { useHost } from '../../host.js';
import { useTexts } from '../../texts.js';

type Id = BookingPlan['id'];
/** The guest of a stay without a room is not known, and may be once it has got one: nothing else that is done to it is asked about again. */
export type StayMeant = Pick<BookingPlan, 'id' | 'state'>;
const nameOf = ({ id, state }: StayMeant): string =>
  state === 'unplaced' ? `${id} without a room` : String(id);

export interface Guests {
  /** Undefined of whom has not been told yet. A list without what could not be asked is a list all the same. */
  readonly of: (plan: Id) => GuestOfStay | undefined;
  readonly problem: Readonly<Ref<Problem | undefined>>;
  ask(): void;
}

export function useGuests(stays: () => readonly StayMeant[]): Guests {
  const api = useApi();
  const asked = computed(() => [...stays()].sort((a, b) => a.id - b.id));
  const answer = useAnswer({
    key: (hotel) => [...ofGuests(hotel), asked.value.map(nameOf).join()],
    ask: (signal) =>
      getGuests(
        api,
        asked.value.map(({ id }) => id),
        signal,
      ),
    isShown: () => asked.value.length > 0,
  });
  const byStay = computed(() => new Map(answer.data.value?.map((guest) => [guest.planId, guest])));
  return {
    of: (plan) => byStay.value.get(plan),
    problem: answer.problem,
    ask: () => answer.ask(),
  };
}

/** `isOpen`: whether a person sees the dialog that the notes are written in. Each command answers with whether it came about. */
export function useRoomNotes(isOpen: () => boolean) {
  const api = useApi();
  const { hotelId } = useHost();
  const answers = useAnswers();
  const { t } = useTexts();
  const sending = useSending(
    () => () => void answers.invalidateQueries({ queryKey: ofGuests(hotelId.value) }),
    isOpen,
  );

  return {
    sending,
    add: (plan: Id, roomId: number, content: NoteContent) =>
      sending.send(
        () => addRoomNote(api, plan, roomId, content),
        { done: t('guest.saved') },
        { roomId, ...content },
      ),
    change: (note: RoomNote, content: NoteContent) =>
      sending.send(
        () => changeRoomNote(api, note, content),
        { done: t('guest.saved') },
        { roomId: note.room.id, ...content },
      ),
    remove: (note: RoomNote) => sending.send(() => removeRoomNote(api, note), { done: t('guest.removed') }),
  };
}
