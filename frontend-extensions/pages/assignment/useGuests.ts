// What is known of the guests of the stays that are shown; and a person's notes of their rooms.
import { computed, type ComputedRef, ref } from 'vue';
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
import { useCommand } from '../../composables/useCommand.js';
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

export function useRoomNotes() {
  const api = useApi();
  const { hotelId } = useHost();
  const answers = useAnswers();
  const { t } = useTexts();
  const command = useCommand(() => () => {
    void answers.invalidateQueries({ queryKey: ofGuests(hotelId.value) });
  });
  const isUnderWay = ref(false);

  async function send(call: () => Promise<RoomNote>, done: string): Promise<boolean> {
    if (isUnderWay.value) return false;
    isUnderWay.value = true;
    try {
      return await command(call, { done });
    } finally {
      isUnderWay.value = false;
    }
  }

  return {
    isUnderWay,
    add: (plan: Id, room: number, content: NoteContent) =>
      send(() => addRoomNote(api, plan, room, content), t('guest.saved')),
    change: (note: RoomNote, content: NoteContent) =>
      send(() => changeRoomNote(api, note, content), t('guest.saved')),
    remove: (note: RoomNote) => send(() => removeRoomNote(api, note), t('guest.removed')),
  };
}
