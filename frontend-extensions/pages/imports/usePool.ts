// How many stays are without a room, asked with the rest of the pool's figures.
import { getPool } from '../../api/assignment.js';
import { useApi } from '../../api/client.js';
import { ofStays, useAnswer } from '../../composables/answers.js';

export function usePool(isShown: () => boolean) {
  const api = useApi();
  return useAnswer({
    key: (hotel) => [...ofStays(hotel), 'figures'],
    ask: (signal) => getPool(api, signal),
    isShown,
  });
}
