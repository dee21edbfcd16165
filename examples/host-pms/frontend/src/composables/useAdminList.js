// A list of the admin panel: loaded once, reloaded on demand, rows with their hotel's name.
import { computed, onMounted, ref } from 'vue';
import { useApi } from '@/composables/useApi';
import { useHotelStore } from '@/composables/useHotelStore';

export function useAdminList(path) {
  const { get, isLoading, error } = useApi();
  const { hotels } = useHotelStore();
  const received = ref([]);

  async function load() {
    const answer = await get(path).catch(() => null); // `error` says why
    if (Array.isArray(answer)) received.value = answer;
  }

  const rows = computed(() => {
    const names = new Map(hotels.value.map((hotel) => [hotel.id, hotel.name]));
    return received.value.map((row) => ({ ...row, hotel_name: row.hotel_name ?? names.get(row.hotel_id) }));
  });

  onMounted(load);
  return { rows, isLoading, error, load };
}
