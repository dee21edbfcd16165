// One socket per component, in the room of the selected hotel.
import { io } from 'socket.io-client';
import { onUnmounted, shallowRef, watch } from 'vue';
import { useHotelStore } from '@/composables/useHotelStore';

export function useSocket() {
  const { selectedHotelId } = useHotelStore();
  const socket = shallowRef(null);

  watch(
    selectedHotelId,
    (hotelId) => {
      socket.value?.disconnect();
      socket.value = hotelId
        ? io(import.meta.env.VITE_BACKEND_URL ?? window.location.origin, { query: { hotelId } })
        : null;
    },
    { immediate: true },
  );
  onUnmounted(() => socket.value?.disconnect());

  return { socket };
}
