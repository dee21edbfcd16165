// The API with its state: whether a call is under way, and what the last one said when it failed.
import { ref } from 'vue';
import { apiCall as call } from '@/utils/apiService';

export function useApi() {
  const isLoading = ref(false);
  const error = ref(null);

  async function apiCall(path, options) {
    isLoading.value = true;
    error.value = null;
    try {
      return await call(path, options);
    } catch (failure) {
      error.value = failure.message;
      throw failure;
    } finally {
      isLoading.value = false;
    }
  }

  return {
    get: (path) => apiCall(path),
    post: (path, body) => apiCall(path, { method: 'POST', body }),
    put: (path, body) => apiCall(path, { method: 'PUT', body }),
    del: (path) => apiCall(path, { method: 'DELETE' }),
    apiCall,
    isLoading,
    error,
  };
}
