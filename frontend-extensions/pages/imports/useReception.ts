// How the reception of bookings stands, asked once for all who show it.
import { useApi } from '../../api/client.js';
import { getReception } from '../../api/imports.js';
import { ofMessages, useAnswer } from '../../composables/answers.js';

export function useReception(isShown?: () => boolean) {
  const api = useApi();
  return useAnswer({
    key: (hotel) => [...ofMessages(hotel), 'reception'],
    ask: (signal) => getReception(api, signal),
    ...(isShown && { isShown }),
  });
}
