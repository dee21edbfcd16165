// What a person settles in one click in the panel of what needs a person.
import { ref } from 'vue';
import { acceptProposal, type RoomConflict } from '../../api/assignment.js';
import { useApi } from '../../api/client.js';
import { useTexts } from '../../texts.js';
import { type OnCommand, useCommand } from '../../composables/useCommand.js';

export function useOneClick(onCommand: OnCommand) {
  const api = useApi();
  const { t } = useTexts();
  const command = useCommand(onCommand);
  const isUnderWay = ref(false);
  /** What was settled as it is still shown: the second half of a double click is no second try. */
  const settled = new WeakSet<RoomConflict>();

  async function accept(conflict: RoomConflict): Promise<void> {
    if (isUnderWay.value || settled.has(conflict)) return;
    isUnderWay.value = true;
    const done = t('attention.accepted', { room: conflict.otherRoom?.number ?? '' });
    try {
      if (await command(() => acceptProposal(api, conflict), { done })) settled.add(conflict);
    } finally {
      isUnderWay.value = false;
    }
  }

  return { isUnderWay, accept };
}
