// Rooms and the nights they are taken, for a range of days, refreshed when the PMS reports a change.
import { computed, onUnmounted, ref, watch } from 'vue';
import { useApi } from '@/composables/useApi';
import { useHotelStore } from '@/composables/useHotelStore';
import { useSocket } from '@/composables/useSocket';
import { toHotelDay } from '@/utils/dateUtils';

/** `start` and `end` are refs of hotel days, `end` exclusive. */
export function useReservedRooms(start, end) {
  const { selectedHotelId } = useHotelStore();
  const { socket } = useSocket();
  const { get, isLoading, error } = useApi();
  const rooms = ref([]);
  const nights = ref([]);
  let pending;

  async function load() {
    if (!selectedHotelId.value) return;
    const answer = await get(
      `/reservation/reserved-rooms/${selectedHotelId.value}/${start.value}/${end.value}`,
    ).catch(() => null);
    if (!answer) return; // `error` says why
    rooms.value = answer.rooms ?? [];
    nights.value = (answer.reservedRooms ?? []).map((night) => ({ ...night, date: toHotelDay(night.date) }));
  }

  /** A burst of changes is one reload. */
  function loadSoon() {
    clearTimeout(pending);
    pending = setTimeout(load, 400);
  }

  const nightByRoomAndDay = computed(
    () => new Map(nights.value.map((night) => [`${night.room_id} ${night.date}`, night])),
  );

  watch([selectedHotelId, start, end], load, { immediate: true });
  watch(
    socket,
    (current, previous) => {
      previous?.off('tableUpdate', loadSoon);
      current?.on('tableUpdate', loadSoon);
    },
    { immediate: true },
  );
  onUnmounted(() => clearTimeout(pending));

  return { rooms, nights, nightByRoomAndDay, isLoading, error, load };
}
