// The hotels of the group and the one being worked on.
import { ref } from 'vue';
import { apiCall } from '@/utils/apiService';

const hotels = ref([]);
const selectedHotelId = ref(Number(localStorage.getItem('selectedHotelId')) || null);
const isInitialized = ref(false);

function setHotelId(id) {
  selectedHotelId.value = id;
  localStorage.setItem('selectedHotelId', String(id));
}

async function fetchHotels() {
  const list = await apiCall('/hotel-list');
  hotels.value = Array.isArray(list) ? list : [];
  const known = hotels.value.some((hotel) => hotel.id === selectedHotelId.value);
  if (!known && hotels.value.length > 0) setHotelId(hotels.value[0].id);
  isInitialized.value = true;
}

export function useHotelStore() {
  return { hotels, selectedHotelId, isInitialized, fetchHotels, setHotelId };
}
