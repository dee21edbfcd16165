// What a person settles in one click in the panel of what needs a person.
import { ref } from 'vue';
import {
  acceptProposal,
  type EarlyDeparture,
  releaseNights,
  type RoomConflict,
} from '../../api/assignment.js';
import { useApi } from '../../api/client.js';
import { useTexts } from '../../texts.js';
import { type OnCommand, useCommand } from '../../composables/useCommand.js';

export function useOneClick(onCommand: OnCommand) {
  const api = useApi();
  const { t } = useTexts();
  const command = useCommand(onCommand);
  const isUnderWay = ref(false);
  /** What was settled as it is still shown: the second half of a double click is no second try. */
  const settled = new WeakSet<RoomConflict | EarlyDeparture>();

  async function settle(shown: RoomConflict | EarlyDeparture, send: () => Promise<unknown>, done: string) {
    if (isUnderWay.value || settled.has(shown)) return;
    isUnderWay.value = true;
    try {
      if (await command(send, { done })) settled.add(shown);
    } finally {
      isUnderWay.value = false;
    }
  }

  return {
    isUnderWay,
    accept: (conflict: RoomConflict) =>
      settle(
        conflict,
        () => acceptProposal(api, conflict),
        t('attention.accepted', { room: conflict.otherRoom?.number ?? '' }),
      ),
    release: (departure: EarlyDeparture) =>
      settle(
        departure,
        () => releaseNights(api, departure),
        t('attention.released', { count: departure.remaining.nights }),
      ),
  };
}
