// The signed-in user; an array of one, as the API answers.
import { ref } from 'vue';
import { apiCall } from '@/utils/apiService';

const logged_user = ref([]);

async function fetchUser() {
  logged_user.value = await apiCall('/user/get');
}

function clearUser() {
  logged_user.value = [];
  localStorage.removeItem('authToken');
}

export function useUserStore() {
  return { logged_user, fetchUser, clearUser };
}
