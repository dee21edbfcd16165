// What is known of the guests of the stays that are shown; and a person's notes of their rooms.
import { computed, type ComputedRef } from 'vue';
import type { BookingPlan } from '../../api/assignment.js';
import { useApi } from '../../api/client.js';
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

/** By stay. What could not be asked is not known: a list without it is a list all the same. */
export function useGuests(plans: () => readonly Id[]): ComputedRef<ReadonlyMap<Id, GuestOfStay>> {
  const api = useApi();
  const asked = computed(() => [...plans()].sort((a, b) => a - b));
  const { data } = useAnswer({
    key: (hotel) => [...ofGuests(hotel), asked.value.join()],
    ask: (signal) => getGuests(api, asked.value, signal),
    isShown: () => asked.value.length > 0,
  });
  return computed(() => new Map(data.value?.map((guest) => [guest.planId, guest])));
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
